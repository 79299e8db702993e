/**
 * Filters for Jakarta REST that admit requests of API keys, and serve the management of keys and
 * access tokens.
 */
@NullMarked
package io.claviger.jaxrs;

import org.jspecify.annotations.NullMarked;

/** Reads requests of clients, and refuses them in the form of OAuth 2.0. */
@NullMarked
package io.claviger.oauth.internal.endpoint;

import org.jspecify.annotations.NullMarked;

/** The routes, documents and rules of the HTTP API. */
@NullMarked
package io.claviger.management.internal.api;

import org.jspecify.annotations.NullMarked;

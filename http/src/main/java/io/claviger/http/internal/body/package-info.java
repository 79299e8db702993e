/** Reads bodies of requests. Only modules of the library see this package. */
@NullMarked
package io.claviger.http.internal.body;

import org.jspecify.annotations.NullMarked;

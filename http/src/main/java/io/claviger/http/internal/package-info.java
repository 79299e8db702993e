/** Reads the grammar that several header fields share. Only modules of the library see it. */
@NullMarked
package io.claviger.http.internal;

import org.jspecify.annotations.NullMarked;

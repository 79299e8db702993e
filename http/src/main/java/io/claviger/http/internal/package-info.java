/** Reads the grammar that several header fields share. This package is not exported. */
@NullMarked
package io.claviger.http.internal;

import org.jspecify.annotations.NullMarked;

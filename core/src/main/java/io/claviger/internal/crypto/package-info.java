/** Computes hashes and derives keys. Uses no type of other packages of this library. */
@NullMarked
package io.claviger.internal.crypto;

import org.jspecify.annotations.NullMarked;

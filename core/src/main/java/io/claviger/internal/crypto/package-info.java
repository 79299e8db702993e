/** Hashes, and keys derived from peppers; knows no type of this library. */
@NullMarked
package io.claviger.internal.crypto;

import org.jspecify.annotations.NullMarked;

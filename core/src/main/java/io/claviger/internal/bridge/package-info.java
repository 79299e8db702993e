/**
 * Ways into public classes that other packages of the library need and applications do not. Uses no
 * other type of the library, so every package can use it.
 */
@NullMarked
package io.claviger.internal.bridge;

import org.jspecify.annotations.NullMarked;

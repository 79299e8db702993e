/**
 * Access to members of public classes that other packages of the library need and applications must
 * not call. Uses no other type of the library, so every package can use it.
 */
@NullMarked
package io.claviger.internal.bridge;

import org.jspecify.annotations.NullMarked;

/** Reads and writes text; knows no type of this library. */
@NullMarked
package io.claviger.internal.text;

import org.jspecify.annotations.NullMarked;

/** The immutable values of the library, and its exceptions. */
@NullMarked
package io.claviger.model;

import org.jspecify.annotations.NullMarked;

/**
 * What a store implements, and its values. Incubating: a type of this package may change in a minor
 * version, so that a store that does not keep a new value fails to compile.
 */
@Incubating
@NullMarked
package io.claviger.spi.store;

import io.claviger.spi.Incubating;
import org.jspecify.annotations.NullMarked;

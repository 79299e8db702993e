/**
 * The store that the contract tests, and sample values for tests of stores. The contract itself is
 * in {@link io.claviger.store.tck.contract}. {@code io.claviger.test} has helpers for all tests,
 * such as a clock that a test moves.
 */
@NullMarked
package io.claviger.store.tck;

import org.jspecify.annotations.NullMarked;

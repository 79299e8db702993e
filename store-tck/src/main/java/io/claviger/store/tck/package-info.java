/**
 * Helpers for tests of stores and of applications: a clock that a test moves, a store that fails on
 * command, and sample values. The tests that a store has to pass are in {@link
 * io.claviger.store.tck.contract}.
 */
@NullMarked
package io.claviger.store.tck;

import org.jspecify.annotations.NullMarked;

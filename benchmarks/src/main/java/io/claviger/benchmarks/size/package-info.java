/** Measures the same calls on a small and on a large database. */
@NullMarked
package io.claviger.benchmarks.size;

import org.jspecify.annotations.NullMarked;

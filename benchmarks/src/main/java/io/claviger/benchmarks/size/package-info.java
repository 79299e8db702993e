/** A small and a large database of the same kind, and what the same call costs on each. */
@NullMarked
package io.claviger.benchmarks.size;

import org.jspecify.annotations.NullMarked;

/** The rows {@code warm-check} and {@code growth}. */
@NullMarked
package io.claviger.benchmarks.warmcheck;

import org.jspecify.annotations.NullMarked;

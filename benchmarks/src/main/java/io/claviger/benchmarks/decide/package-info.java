/** The rows {@code decide}. */
@NullMarked
package io.claviger.benchmarks.decide;

import org.jspecify.annotations.NullMarked;

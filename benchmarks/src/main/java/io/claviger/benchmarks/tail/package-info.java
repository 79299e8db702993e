/** The rows {@code tail}. */
@NullMarked
package io.claviger.benchmarks.tail;

import org.jspecify.annotations.NullMarked;

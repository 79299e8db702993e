/** The rows {@code size}. */
@NullMarked
package io.claviger.benchmarks.size;

import org.jspecify.annotations.NullMarked;

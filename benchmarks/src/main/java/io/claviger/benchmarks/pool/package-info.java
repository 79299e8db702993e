/** The rows {@code pool}. */
@NullMarked
package io.claviger.benchmarks.pool;

import org.jspecify.annotations.NullMarked;

/** The rows {@code junk}. */
@NullMarked
package io.claviger.benchmarks.junk;

import org.jspecify.annotations.NullMarked;

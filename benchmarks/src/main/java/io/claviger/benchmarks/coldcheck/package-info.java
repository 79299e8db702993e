/** The rows {@code cold-check}. */
@NullMarked
package io.claviger.benchmarks.coldcheck;

import org.jspecify.annotations.NullMarked;

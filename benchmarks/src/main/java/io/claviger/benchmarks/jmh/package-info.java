/** The benchmarks that JMH runs: ours, the floors and the peers. */
@NullMarked
package io.claviger.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

/** What JMH runs: ours, the floors and the peers, side by side. */
@NullMarked
package io.claviger.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

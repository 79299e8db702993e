/** The keys that the measurements use, and the order in which they request them. */
@NullMarked
package io.claviger.benchmarks.keys;

import org.jspecify.annotations.NullMarked;

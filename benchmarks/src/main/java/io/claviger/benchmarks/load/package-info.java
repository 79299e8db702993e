/** Databases with keys in them, and load on these that JMH cannot make. */
@NullMarked
package io.claviger.benchmarks.load;

import org.jspecify.annotations.NullMarked;

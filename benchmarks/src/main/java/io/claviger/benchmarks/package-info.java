/** Measures Claviger beside floors and beside what a Java team would use instead. */
@NullMarked
package io.claviger.benchmarks;

import org.jspecify.annotations.NullMarked;

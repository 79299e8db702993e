/** The suites, each of which measures one family of rows. */
@NullMarked
package io.claviger.benchmarks.suite;

import org.jspecify.annotations.NullMarked;

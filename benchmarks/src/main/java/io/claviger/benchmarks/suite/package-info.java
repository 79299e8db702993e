/** One suite for each family of rows: has it measured, and makes rows of the scores. */
@NullMarked
package io.claviger.benchmarks.suite;

import org.jspecify.annotations.NullMarked;

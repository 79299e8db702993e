/** What was measured, as values, and the forms in which it is told. */
@NullMarked
package io.claviger.benchmarks.report;

import org.jspecify.annotations.NullMarked;

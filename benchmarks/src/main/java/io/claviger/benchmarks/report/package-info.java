/** The measured values, and the formats in which they are written. */
@NullMarked
package io.claviger.benchmarks.report;

import org.jspecify.annotations.NullMarked;

/** What a measurement is, and the ways to run it. */
@NullMarked
package io.claviger.benchmarks.run;

import org.jspecify.annotations.NullMarked;

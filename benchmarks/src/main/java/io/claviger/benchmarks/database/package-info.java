/** The databases that are measured: started for a run, and removed after it. */
@NullMarked
package io.claviger.benchmarks.database;

import org.jspecify.annotations.NullMarked;

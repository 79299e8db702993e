/** The databases that are measured. A run starts them and removes them at its end. */
@NullMarked
package io.claviger.benchmarks.database;

import org.jspecify.annotations.NullMarked;

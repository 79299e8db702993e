/** The rows {@code write}. */
@NullMarked
package io.claviger.benchmarks.write;

import org.jspecify.annotations.NullMarked;

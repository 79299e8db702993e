/** The rows {@code import}. */
@NullMarked
package io.claviger.benchmarks.imports;

import org.jspecify.annotations.NullMarked;

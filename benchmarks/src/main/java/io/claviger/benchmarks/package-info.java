/**
 * Measures Claviger beside the least code that does the same job (the floor), and beside the
 * libraries that a Java team would use instead (the peers).
 */
@NullMarked
package io.claviger.benchmarks;

import org.jspecify.annotations.NullMarked;

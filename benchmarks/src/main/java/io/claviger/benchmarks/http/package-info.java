/** The rows {@code http}. */
@NullMarked
package io.claviger.benchmarks.http;

import org.jspecify.annotations.NullMarked;

/** The rows {@code request}. */
@NullMarked
package io.claviger.benchmarks.request;

import org.jspecify.annotations.NullMarked;

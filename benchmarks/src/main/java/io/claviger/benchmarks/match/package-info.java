/** The rows {@code match}. */
@NullMarked
package io.claviger.benchmarks.match;

import org.jspecify.annotations.NullMarked;

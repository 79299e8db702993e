/** The rows {@code oauth}. */
@NullMarked
package io.claviger.benchmarks.oauth;

import org.jspecify.annotations.NullMarked;

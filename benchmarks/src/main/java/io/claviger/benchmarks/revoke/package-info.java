/** The rows {@code revoke}. */
@NullMarked
package io.claviger.benchmarks.revoke;

import org.jspecify.annotations.NullMarked;

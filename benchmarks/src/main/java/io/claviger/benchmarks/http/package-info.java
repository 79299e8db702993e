/** A servlet without and behind filters, and a client that costs little. */
@NullMarked
package io.claviger.benchmarks.http;

import org.jspecify.annotations.NullMarked;

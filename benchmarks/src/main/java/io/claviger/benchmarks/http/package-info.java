/** Servers with and without filters, and a client that uses little CPU time. */
@NullMarked
package io.claviger.benchmarks.http;

import org.jspecify.annotations.NullMarked;

/** Converts instants to microseconds and back. */
@NullMarked
package io.claviger.internal.time;

import org.jspecify.annotations.NullMarked;

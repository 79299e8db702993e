/**
 * Counts usage in memory, writes it in the background, and reads it back. This package is not
 * exported.
 */
@NullMarked
package io.claviger.internal.usage;

import org.jspecify.annotations.NullMarked;

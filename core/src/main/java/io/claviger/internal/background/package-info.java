/** Runs work in the background, which no request waits for. This package is not exported. */
@NullMarked
package io.claviger.internal.background;

import org.jspecify.annotations.NullMarked;

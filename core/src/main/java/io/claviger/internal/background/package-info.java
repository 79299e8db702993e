/** Runs work in the background, which no request waits for. Exported to the cache only. */
@NullMarked
package io.claviger.internal.background;

import org.jspecify.annotations.NullMarked;

/** Not exported: use is counted in memory, written in the background, and read back. */
@NullMarked
package io.claviger.internal.usage;

import org.jspecify.annotations.NullMarked;

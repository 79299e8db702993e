/** Not exported: where work is done that no request waits for. */
@NullMarked
package io.claviger.internal.background;

import org.jspecify.annotations.NullMarked;

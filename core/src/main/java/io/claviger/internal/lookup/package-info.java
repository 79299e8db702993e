/** Not exported: what was found of a key, for one request or kept for many. */
@NullMarked
package io.claviger.internal.lookup;

import org.jspecify.annotations.NullMarked;

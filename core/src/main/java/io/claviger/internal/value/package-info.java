/** Not exported: what values are checked, read and printed with. */
@NullMarked
package io.claviger.internal.value;

import org.jspecify.annotations.NullMarked;

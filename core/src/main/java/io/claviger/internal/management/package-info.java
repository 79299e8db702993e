/** Not exported: who may do what, and the loop that commits it. */
@NullMarked
package io.claviger.internal.management;

import org.jspecify.annotations.NullMarked;

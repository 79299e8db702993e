/** Reads JSON strictly, and writes it. Uses no type of other packages. */
@NullMarked
package io.claviger.management.internal.json;

import org.jspecify.annotations.NullMarked;

/** Not exported: the request path as one call. */
@NullMarked
package io.claviger.internal.access;

import org.jspecify.annotations.NullMarked;

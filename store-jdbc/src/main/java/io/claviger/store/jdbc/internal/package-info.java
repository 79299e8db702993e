/** Not exported. */
@NullMarked
package io.claviger.store.jdbc.internal;

import org.jspecify.annotations.NullMarked;

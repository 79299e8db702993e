/** The differences between databases: SQL, errors, privileges and time limits. */
@NullMarked
package io.claviger.store.jdbc.internal.dialect;

import org.jspecify.annotations.NullMarked;

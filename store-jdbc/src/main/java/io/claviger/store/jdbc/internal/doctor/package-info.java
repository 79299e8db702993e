/** Checks a database before an application uses it; for the {@code check} method of the store. */
@NullMarked
package io.claviger.store.jdbc.internal.doctor;

import org.jspecify.annotations.NullMarked;

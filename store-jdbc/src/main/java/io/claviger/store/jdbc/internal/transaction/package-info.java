/** Transactions of the store: retries, turns of writers, and commits with an unknown outcome. */
@NullMarked
package io.claviger.store.jdbc.internal.transaction;

import org.jspecify.annotations.NullMarked;

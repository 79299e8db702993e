/** Not exported: SQL, dialects, transactions, and what errors of a database mean. */
@NullMarked
package io.claviger.store.jdbc.internal;

import org.jspecify.annotations.NullMarked;

/**
 * Runs statements: jdbi with fixed settings, plain JDBC for requests and changes, parameters and
 * rows.
 */
@NullMarked
package io.claviger.store.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;

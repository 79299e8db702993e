/**
 * Runs statements: jdbi with fixed settings, plain JDBC for the request path, parameters and rows.
 */
@NullMarked
package io.claviger.store.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;

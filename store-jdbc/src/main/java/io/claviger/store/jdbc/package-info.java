/**
 * A store on a relational database: {@link io.claviger.store.jdbc.JdbcApiKeyStore}, and its tables:
 * {@link io.claviger.store.jdbc.Schema}.
 */
@NullMarked
package io.claviger.store.jdbc;

import org.jspecify.annotations.NullMarked;

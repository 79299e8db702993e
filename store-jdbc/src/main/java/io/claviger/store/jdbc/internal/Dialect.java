package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs from database to database. */
interface Dialect {
  /** Undoes a setting of a connection. */
  @FunctionalInterface
  interface Undo {
    void run() throws SQLException;
  }

  /** The folder of its files below {@code META-INF/claviger/schema}. */
  String schemaFolder();

  /** Its table of errors. */
  Trouble troubleOf(SQLException error);

  /**
   * Limits the times of a transaction that has begun.
   *
   * @return how to set what was there before, when the transaction has ended
   */
  Undo limitTimes(Connection connection, TimeLimits limits) throws SQLException;
}

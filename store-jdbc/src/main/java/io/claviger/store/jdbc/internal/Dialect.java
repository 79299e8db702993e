package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs from database to database. */
interface Dialect {
  /** Undoes a setting of a connection. */
  @FunctionalInterface
  interface Undo {
    void run() throws SQLException;
  }

  /** The folder of its files below {@code META-INF/claviger/schema}. */
  String schemaFolder();

  /** Returns whether the transaction of this connection is at READ COMMITTED. */
  default boolean isReadCommitted(Connection connection) throws SQLException {
    return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
  }

  /** Returns whether a pooler may sit between driver and server; see {@link Poolers}. */
  default boolean hasPoolers() {
    return false;
  }

  /** Whether READ UNCOMMITTED shows what is not committed. */
  default boolean readsUncommitted() {
    return true;
  }

  /** Whether a read in a transaction at SERIALIZABLE locks what it reads, and waits for locks. */
  default boolean locksWhatIsRead() {
    return false;
  }

  /**
   * The same, whose transactions see all that any server of a cluster had committed before they
   * began.
   */
  default Dialect upToDate() {
    return this;
  }

  /** Returns whether its driver reports every failure of a JDBC batch. */
  default boolean reportsFailedBatches() {
    return true;
  }

  /** Its table of errors. */
  Trouble troubleOf(SQLException error);

  /**
   * Begins a transaction at READ COMMITTED and with limited times, on a connection that has none.
   * Auto-commit is off then.
   *
   * @return how to set what was there before, but for auto-commit, when the transaction has ended
   */
  Undo begin(Connection connection, TimeLimits limits) throws SQLException;

  /** The schema of the table that statements find under this name, which is there. */
  default @Nullable String schemaOf(Connection connection, String table) throws SQLException {
    return connection.getSchema();
  }

  /** Why tables that are there may not be found. */
  default List<Danger> hiding() {
    return List.of();
  }

  /** That it can be read only. */
  Danger readOnly();

  /**
   * What would lose or mix up what is stored, though every statement works.
   *
   * @param oneWriter whether changes are written one at a time
   */
  List<Danger> dangers(boolean oneWriter);
}

package io.claviger.store.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The differences between databases. */
public interface Dialect {
  /** Undoes a setting of a connection. */
  @FunctionalInterface
  interface Undo {
    void run() throws SQLException;

    /** Returns this, followed by switching auto-commit on. */
    default Undo thenAutoCommit(Connection connection) {
      return () -> {
        run();
        connection.setAutoCommit(true);
      };
    }
  }

  /** Returns the folder of its files below {@code META-INF/claviger/schema}. */
  String schemaFolder();

  /** Returns whether the transaction of this connection is at READ COMMITTED. */
  default boolean isReadCommitted(Connection connection) throws SQLException {
    return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
  }

  /** Returns whether a pooler may sit between driver and server; see {@link Poolers}. */
  default boolean hasPoolers() {
    return false;
  }

  /** Returns whether READ UNCOMMITTED shows uncommitted rows. */
  default boolean readsUncommitted() {
    return true;
  }

  /** Returns whether a read at SERIALIZABLE locks its rows, and waits for locks. */
  default boolean locksWhatIsRead() {
    return false;
  }

  /**
   * Returns the same dialect with transactions that see everything that any server of a cluster had
   * committed before they began.
   */
  default Dialect waitingForOtherNodes() {
    return this;
  }

  /** Returns the clause with which a query locks its rows as an update of them would. */
  default String forChange() {
    return "for update";
  }

  /**
   * Returns the word with which a lock is not waited for, where the limit of usage cannot be that
   * short; empty for others.
   */
  default String forUsage() {
    return "";
  }

  /**
   * Returns the statements after which no key is deleted before the transaction ends, if a
   * statement that copies rows of keys fails otherwise.
   */
  default List<String> keepKeys() {
    return List.of();
  }

  /** Returns whether its driver reports every failure of a JDBC batch. */
  default boolean reportsFailedBatches() {
    return true;
  }

  /**
   * Makes the commit of this transaction wait until a synchronous standby has all that is visible,
   * even if the transaction has written nothing. By default there is nothing to wait for.
   */
  default void waitForStandby(Connection connection) throws SQLException {}

  /** Returns what an error means. */
  ErrorKind kindOf(SQLException error);

  /**
   * Returns whether the servers of a group refused a statement together. It is not known then
   * whether waiting helps; by default there are no groups.
   */
  default boolean isRefusalOfGroup(SQLException error) {
    return false;
  }

  /**
   * Begins a transaction at READ COMMITTED with these limits, on a connection that has none, and
   * switches auto-commit off.
   *
   * @return how to restore the other settings when the transaction has ended
   */
  Undo begin(Connection connection, TimeLimits limits) throws SQLException;

  /**
   * Limits how long later statements of a transaction of the application's wait for locks, unless
   * its session limits that more.
   *
   * @return how to restore the limit of the session, unless the transaction was aborted
   */
  Undo limitLockWait(Connection connection, Duration longest) throws SQLException;

  /** Returns the schema of the existing table that statements find under this name. */
  default @Nullable String schemaOf(Connection connection, String table) throws SQLException {
    return connection.getSchema();
  }

  /** Returns settings with which existing tables may not be found. */
  default List<UnsafeSetting> hiding() {
    return List.of();
  }

  /**
   * Returns an expression that names the line of history of the database, never null. Another name
   * means another server, or one that started again, so that acknowledged changes may be lost.
   */
  default String history() {
    return "''";
  }

  /**
   * Returns an expression for the seconds since the server started, if {@link #history} does not
   * tell whether it has started again; null otherwise.
   */
  default String uptime() {
    return "cast(null as bigint)";
  }

  /** Returns a left join that looks up one row for each row, however many those may be. */
  default String leftJoinEach(String table, String alias, String condition) {
    return "left join " + table + " " + alias + " on " + condition;
  }

  /** Returns the setting with which the database is read only. */
  UnsafeSetting readOnly();

  /**
   * Returns settings that would lose or confuse stored data, although every statement works.
   *
   * @param oneWriter whether changes are written one at a time
   */
  List<UnsafeSetting> unsafeSettings(boolean oneWriter);
}

package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A transaction at READ COMMITTED with limited times, on a connection that goes back as it was
 * found. Whoever does not commit it rolls it back by closing it. Used by one thread.
 */
final class WriteTransaction implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommit;
  private final Dialect.Undo undo;
  private boolean open = true;

  private WriteTransaction(Connection connection, boolean autoCommit, Dialect.Undo undo) {
    this.connection = connection;
    this.autoCommit = autoCommit;
    this.undo = undo;
  }

  static WriteTransaction begin(Connection connection, Dialect dialect, TimeLimits limits)
      throws SQLException {
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        // A pool may have looked whether the connection lives, and so begun a transaction.
        connection.rollback();
      }
      return new WriteTransaction(connection, autoCommit, dialect.begin(connection, limits));
    } catch (SQLException | RuntimeException e) {
      discard(connection);
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Makes what was written last. */
  void commit() throws CommitFailed {
    try {
      connection.commit();
      open = false;
    } catch (SQLException e) {
      throw new CommitFailed(e);
    } catch (RuntimeException e) {
      throw new CommitFailed(new SQLException(e));
    }
  }

  /**
   * Rolls back what was not committed. Does not fail: the outcome is known by now, or settled
   * elsewhere.
   */
  @Override
  public void close() {
    try {
      if (open) {
        open = false;
        connection.rollback();
      }
      undo.run();
      if (autoCommit) {
        connection.setAutoCommit(true);
      }
    } catch (SQLException | RuntimeException e) {
      discard(connection);
    }
  }

  /**
   * Nobody gets it again: it may have settings that were not undone, and switching auto-commit on
   * would commit what could not be rolled back; or it leads to a server that takes no changes.
   */
  static void discard(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      // It is broken beyond that; its pool finds out.
    }
  }
}

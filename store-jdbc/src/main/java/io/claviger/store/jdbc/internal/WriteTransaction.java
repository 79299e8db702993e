package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A transaction at READ COMMITTED with limited times, on a connection that goes back as it was
 * found. Whoever does not commit it rolls it back by closing it. Used by one thread.
 */
final class WriteTransaction implements AutoCloseable {
  private final Connection connection;
  private final Deque<Dialect.Undo> undos = new ArrayDeque<>();
  private boolean open;

  private WriteTransaction(Connection connection) {
    this.connection = connection;
  }

  static WriteTransaction begin(Connection connection, Dialect dialect, TimeLimits limits)
      throws SQLException {
    WriteTransaction transaction = new WriteTransaction(connection);
    try {
      transaction.start(dialect, limits);
      return transaction;
    } catch (SQLException | RuntimeException e) {
      transaction.close();
      throw e;
    }
  }

  private void start(Dialect dialect, TimeLimits limits) throws SQLException {
    int isolation = connection.getTransactionIsolation();
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      undos.push(() -> connection.setTransactionIsolation(isolation));
    }
    if (connection.getAutoCommit()) {
      connection.setAutoCommit(false);
      undos.push(() -> connection.setAutoCommit(true));
    }
    open = true;
    undos.push(dialect.limitTimes(connection, limits));
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
      while (!undos.isEmpty()) {
        undos.pop().run();
      }
    } catch (SQLException | RuntimeException e) {
      discard();
    }
  }

  /**
   * Switching auto-commit on would commit what could not be rolled back, so nobody gets it again.
   */
  private void discard() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      // It is broken beyond that; its pool finds out.
    }
  }
}

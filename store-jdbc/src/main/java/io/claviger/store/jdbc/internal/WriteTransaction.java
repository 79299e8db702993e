package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A transaction at READ COMMITTED with limited times, on a connection that goes back as it was
 * found. Whoever does not commit it rolls it back by closing it. Used by one thread.
 */
final class WriteTransaction implements AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final boolean autoCommit;
  private final Dialect.Undo undo;
  private final Discarding discarding;
  private boolean open = true;

  private WriteTransaction(
      Connection connection,
      Dialect dialect,
      boolean autoCommit,
      Dialect.Undo undo,
      Discarding discarding) {
    this.connection = connection;
    this.dialect = dialect;
    this.autoCommit = autoCommit;
    this.undo = undo;
    this.discarding = discarding;
  }

  static WriteTransaction begin(
      Connection connection, Dialect dialect, TimeLimits limits, Discarding discarding)
      throws SQLException {
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        // A pool may have looked whether the connection lives, and so begun a transaction.
        connection.rollback();
      }
      Dialect.Undo undo = dialect.begin(connection, limits);
      return new WriteTransaction(connection, dialect, autoCommit, undo, discarding);
    } catch (SQLException | RuntimeException | Error e) {
      discarding.discard(connection);
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Makes what was written last. */
  void commit() throws CommitFailed {
    try {
      connection.commit();
      open = false;
    } catch (SQLException e) {
      throw new CommitFailed(e);
    } catch (RuntimeException e) {
      throw new CommitFailed(DriverErrors.ofAnother(e));
    }
  }

  /**
   * Rolls back what was not committed. Does not fail but with an Error: the outcome is known by
   * now, or settled elsewhere.
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
      discarding.discard(connection);
    } catch (Error e) {
      discarding.discard(connection);
      throw e;
    }
  }
}

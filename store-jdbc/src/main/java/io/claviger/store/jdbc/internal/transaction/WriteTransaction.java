package io.claviger.store.jdbc.internal.transaction;

import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.DriverErrors;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * A transaction at READ COMMITTED with time limits, on a connection that goes back as it was.
 * Closing it without a commit rolls it back. Used by one thread.
 */
public final class WriteTransaction implements AutoCloseable {
  /** The class of SQLStates with which PostgreSQL informs about a success. */
  private static final String NOTICE = "00";

  private final Connection connection;
  private final Dialect dialect;
  private final Dialect.Undo undo;
  private final Eviction eviction;
  private boolean open = true;
  private boolean closed;

  private WriteTransaction(
      Connection connection, Dialect dialect, Dialect.Undo undo, Eviction eviction) {
    this.connection = connection;
    this.dialect = dialect;
    this.undo = undo;
    this.eviction = eviction;
  }

  public static WriteTransaction begin(
      Connection connection, Dialect dialect, TimeLimits limits, Eviction eviction)
      throws SQLException {
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        // The pool may have begun a transaction by checking the connection.
        connection.rollback();
      }
      Dialect.Undo undo = dialect.begin(connection, limits);
      return new WriteTransaction(
          connection, dialect, autoCommit ? undo.thenAutoCommit(connection) : undo, eviction);
    } catch (SQLException | RuntimeException | Error e) {
      eviction.discard(connection);
      throw e;
    }
  }

  public Connection connection() {
    return connection;
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Commits the transaction. A warning means that the outcome is unknown: if somebody cancels the
   * wait for a synchronous standby, PostgreSQL reports success, and warns that a failover may undo
   * the change.
   */
  public void commit() throws CommitFailed {
    try {
      connection.clearWarnings();
      connection.commit();
      open = false;
      requireNoWarning();
    } catch (SQLException e) {
      throw new CommitFailed(e);
    } catch (RuntimeException e) {
      throw new CommitFailed(DriverErrors.ofAnother(e));
    }
  }

  /**
   * Commits what was only read, too: an earlier commit may have failed while it waited for a
   * synchronous standby, and the standby may still lack what it made visible. This one waits for
   * all of that.
   */
  public void confirm() throws SQLException, CommitFailed {
    dialect.waitForStandby(connection);
    commit();
  }

  private void requireNoWarning() throws SQLException {
    SQLWarning each = connection.getWarnings();
    while (each != null) {
      String state = each.getSQLState();
      if (state != null && !state.startsWith(NOTICE)) {
        throw each;
      }
      each = each.getNextWarning();
    }
  }

  /**
   * Rolls back uncommitted changes. Fails only with an Error: the outcome is known by now, or
   * settled elsewhere. A second call does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (open) {
        open = false;
        connection.rollback();
      }
      undo.run();
    } catch (SQLException | RuntimeException e) {
      eviction.discard(connection);
    } catch (Error e) {
      eviction.discard(connection);
      throw e;
    }
  }
}

package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * A connection for one piece of work: plain JDBC, and jdbi for what wants that, since to open a
 * handle of jdbi takes longer than what a look-up does here. Used by one thread.
 */
abstract sealed class Session {
  private final Connection connection;

  private Session(Connection connection) {
    this.connection = connection;
  }

  /** On this connection, which is closed with it. */
  static Session on(Connection connection, BorrowedHandles handles) {
    return new Plain(connection, handles);
  }

  /** On a handle of the host's, which is closed with it. */
  static Session on(Handle handle) {
    return new Hosts(handle);
  }

  final Connection connection() {
    return connection;
  }

  final PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    Integer timeout = queryTimeout();
    return timeout == null ? statement : limited(statement, timeout);
  }

  private static PreparedStatement limited(PreparedStatement statement, int timeout)
      throws SQLException {
    try {
      statement.setQueryTimeout(timeout);
      return statement;
    } catch (SQLException | RuntimeException e) {
      try (statement) {
        throw e;
      }
    }
  }

  /** In seconds. */
  abstract @Nullable Integer queryTimeout();

  /** On the same connection; not to be closed. */
  abstract Handle jdbi();

  abstract void close() throws SQLException;

  private static final class Plain extends Session {
    private final BorrowedHandles handles;

    Plain(Connection connection, BorrowedHandles handles) {
      super(connection);
      this.handles = handles;
    }

    @Override
    @Nullable Integer queryTimeout() {
      return null;
    }

    @Override
    Handle jdbi() {
      return handles.on(connection());
    }

    @Override
    void close() throws SQLException {
      connection().close();
    }
  }

  private static final class Hosts extends Session {
    private final Handle handle;

    Hosts(Handle handle) {
      super(handle.getConnection());
      // Closing would switch auto-commit on after a rollback that failed, and that would commit.
      handle.getConfig(Handles.class).setForceEndTransactions(false);
      Silence.over(handle);
      this.handle = handle;
    }

    @Override
    @Nullable Integer queryTimeout() {
      return handle.getConfig(SqlStatements.class).getQueryTimeout();
    }

    @Override
    Handle jdbi() {
      return handle;
    }

    @Override
    void close() {
      handle.close();
    }
  }
}

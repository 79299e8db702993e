package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * A connection for one piece of work: plain JDBC, and jdbi for what wants that, since to open a
 * handle of jdbi takes longer than what a look-up does here. Used by one thread.
 */
final class Session {
  private final Connection connection;
  private final @Nullable Handle hosts;

  /** On this connection, which is closed with it. */
  Session(Connection connection) {
    this.connection = connection;
    this.hosts = null;
  }

  /** On this handle, which is closed with it; its query timeout holds for every statement. */
  Session(Handle hosts) {
    // Closing would switch auto-commit on after a rollback that failed, and that would commit.
    hosts.getConfig(Handles.class).setForceEndTransactions(false);
    Silence.over(hosts);
    this.connection = hosts.getConnection();
    this.hosts = hosts;
  }

  Connection connection() {
    return connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    Integer timeout = hosts == null ? null : hosts.getConfig(SqlStatements.class).getQueryTimeout();
    if (timeout != null) {
      statement.setQueryTimeout(timeout);
    }
    return statement;
  }

  /** On the same connection; not to be closed. */
  Handle jdbi() {
    if (hosts != null) {
      return hosts;
    }
    Handle own = Jdbi.create(connection).open();
    Silence.over(own);
    return own;
  }

  void close() throws SQLException {
    if (hosts == null) {
      connection.close();
    } else {
      hosts.close();
    }
  }
}

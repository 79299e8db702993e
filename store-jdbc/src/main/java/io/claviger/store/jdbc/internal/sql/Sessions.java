package io.claviger.store.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** Opens sessions. Thread-safe. */
@FunctionalInterface
public interface Sessions {
  /** Borrows a connection, and may wait for one. */
  Session open() throws SQLException;

  /** Returns sessions on connections of this data source. */
  static Sessions of(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    return () -> {
      Connection connection = dataSource.getConnection();
      return new Session(connection, null, connection);
    };
  }

  /** Returns sessions on connections of the application's jdbi, with its query timeout. */
  static Sessions of(Jdbi jdbi) {
    Objects.requireNonNull(jdbi, "jdbi");
    return () -> {
      Handle handle = jdbi.open();
      // Closing would switch auto-commit on after a rollback that failed, and that would commit.
      handle.getConfig(Handles.class).setForceEndTransactions(false);
      Integer timeout = handle.getConfig(SqlStatements.class).getQueryTimeout();
      return new Session(handle.getConnection(), timeout, handle);
    };
  }
}

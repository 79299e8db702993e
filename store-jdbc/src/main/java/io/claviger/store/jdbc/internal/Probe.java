package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a database what it refuses, on a connection that can be used afterwards. */
final class Probe {
  private final Connection connection;
  private final Dialect dialect;

  Probe(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Why the database refuses this statement, which must change nothing; empty if it does not.
   *
   * @throws SQLException if it cannot be reached
   */
  Optional<SQLException> refusalOf(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return Optional.empty();
    } catch (SQLException e) {
      if (dialect.troubleOf(e) == Trouble.UNREACHABLE) {
        throw e;
      }
      endAfterError();
      return Optional.of(e);
    }
  }

  /** The first column of what this finds. */
  List<String> rows(String select) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }

  /** PostgreSQL refuses every further statement of the transaction. */
  private void endAfterError() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }
}

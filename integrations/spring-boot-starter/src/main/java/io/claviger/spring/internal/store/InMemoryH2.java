package io.claviger.spring.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Prepares an H2 database in memory, so that its URL needs no option. */
final class InMemoryH2 {
  private InMemoryH2() {}

  /**
   * Switches the reuse of results off, which the store does not accept. A file forgets this setting
   * when it is closed, so it needs the option in its URL. Does not fail: the check of the store
   * reports what is wrong.
   */
  static void prepare(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
        reuseNoResults(connection);
      }
    } catch (SQLException e) {
      // The database cannot be reached, or its user may not set this.
    }
  }

  private static void reuseNoResults(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet path = statement.executeQuery("call database_path()")) {
      boolean inMemory = path.next() && path.getString(1) == null;
      if (inMemory) {
        statement.execute("set optimize_reuse_results 0");
      }
    }
  }
}

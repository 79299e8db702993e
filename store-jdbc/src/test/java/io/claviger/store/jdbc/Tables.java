package io.claviger.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The tables of the store. */
final class Tables {
  private Tables() {}

  /** Deletes all rows, which is many times faster than new tables. */
  static void empty(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // On a cluster, this waits for the changes of the other nodes.
      statement.executeQuery("select count(*) from claviger_organization").close();
      for (String table :
          List.of("audit_event", "api_key", "organization", "value", "ended_token")) {
        statement.execute("delete from claviger_" + table);
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

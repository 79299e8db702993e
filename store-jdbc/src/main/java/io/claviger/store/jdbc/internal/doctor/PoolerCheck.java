package io.claviger.store.jdbc.internal.doctor;

import io.claviger.store.jdbc.internal.dialect.PreparedStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Finds out whether a pooler loses the prepared statements of PostgreSQL's driver. */
final class PoolerCheck {
  /**
   * By default the driver prepares a statement on the server when it runs it for the fifth time.
   */
  private static final int RUNS = 6;

  private PoolerCheck() {}

  /**
   * Returns whether two clients disturb each other. The driver numbers the statements of each
   * connection, so a server connection that serves both gets a number twice.
   */
  static boolean losesStatements(Connection first, Connection second) throws SQLException {
    try {
      for (Connection each : List.of(first, second, first)) {
        prepare(each);
      }
      return false;
    } catch (SQLException e) {
      if (PreparedStatements.areLost(e)) {
        return true;
      }
      throw e;
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select cast(? as integer)")) {
      for (int run = 0; run < RUNS; run++) {
        select.setInt(1, run);
        select.executeQuery().close();
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
      }
    }
  }
}

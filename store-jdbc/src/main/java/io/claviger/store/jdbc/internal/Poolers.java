package io.claviger.store.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A pooler between PostgreSQL and its driver may give each transaction another connection. */
final class Poolers {
  static final String REMEDY =
      "a pooler in between gives each transaction another connection, and does not pass prepared"
          + " statements on: set max_prepared_statements in PgBouncer 1.21 or newer, or"
          + " prepareThreshold=0 in the URL";

  /** A prepared statement is missing, or exists already. */
  private static final Set<String> STATES = Set.of("26000", "42P05");

  /**
   * By default the driver prepares a statement on the server when it runs it for the fifth time.
   */
  private static final int RUNS = 6;

  private Poolers() {}

  /**
   * Returns whether the server lacks the prepared statement that the driver made. PgBouncer reports
   * errors of its own with one of these states too, and so does a pool that waited for it.
   */
  static boolean lostStatement(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    return STATES.contains(state)
        || (state.equals("08P01")
            && String.valueOf(error.getMessage()).contains("prepared statement"));
  }

  /**
   * Checks whether two clients disturb each other. The driver numbers the statements of each
   * connection, so a server connection that serves both gets a number twice.
   */
  static boolean loseStatements(Connection first, Connection second) throws SQLException {
    try {
      for (Connection each : List.of(first, second, first)) {
        prepare(each);
      }
      return false;
    } catch (SQLException e) {
      if (lostStatement(e)) {
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

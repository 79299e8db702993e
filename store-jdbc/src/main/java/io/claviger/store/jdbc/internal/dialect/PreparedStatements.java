package io.claviger.store.jdbc.internal.dialect;

import java.sql.SQLException;
import java.util.Set;

/**
 * Recognizes errors about prepared statements that a pooler between PostgreSQL and its driver loses
 * because it gives each transaction another server connection.
 */
public final class PreparedStatements {
  public static final String REMEDY =
      "a pooler in between gives each transaction another connection, and does not pass prepared"
          + " statements on: set max_prepared_statements in PgBouncer 1.21 or newer, or"
          + " prepareThreshold=0 in the URL";

  /** A prepared statement is missing, or exists already. */
  private static final Set<String> STATES = Set.of("26000", "42P05");

  private PreparedStatements() {}

  /**
   * Returns whether the server lacks the prepared statement that the driver made. PgBouncer uses
   * one of these states for other errors too, and so does a pool that waited for it.
   */
  public static boolean areLost(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    return STATES.contains(state)
        || (state.equals("08P01")
            && String.valueOf(error.getMessage()).contains("prepared statement"));
  }
}

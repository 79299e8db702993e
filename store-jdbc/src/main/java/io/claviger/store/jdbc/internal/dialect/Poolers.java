package io.claviger.store.jdbc.internal.dialect;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes errors of a pooler between PostgreSQL and its driver, such as PgBouncer, that are due
 * to how long it keeps a server connection for a client.
 */
public final class Poolers {
  /** What to do about a pooler that loses prepared statements. */
  public static final String KEEP_STATEMENTS =
      "a pooler in between gives each transaction another connection, and does not pass prepared"
          + " statements on: set max_prepared_statements in PgBouncer 1.21 or newer, or"
          + " prepareThreshold=0 in the URL";

  /** What to do about a pooler that refuses transactions of several statements. */
  public static final String KEEP_TRANSACTIONS =
      "a pooler in between gives each statement another connection, and refuses transactions: set"
          + " pool_mode of PgBouncer to transaction or session";

  /** A prepared statement is missing, or exists already. */
  private static final Set<String> LOST = Set.of("26000", "42P05");

  /** PgBouncer uses this state for many of its errors, and so does a pool that waited for it. */
  private static final String PROTOCOL = "08P01";

  private Poolers() {}

  /** Returns what to do about the pooler; empty if the error is another one. */
  public static Optional<String> remedy(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    boolean ofPooler = state.equals(PROTOCOL);
    String message = String.valueOf(error.getMessage());
    if (LOST.contains(state) || (ofPooler && message.contains("prepared statement"))) {
      return Optional.of(KEEP_STATEMENTS);
    }
    return ofPooler && message.contains("statement pooling")
        ? Optional.of(KEEP_TRANSACTIONS)
        : Optional.empty();
  }
}

package io.claviger.store.jdbc.internal.dialect;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes that a database refused a connection. A pool reports that as if it had only waited too
 * long, so the causes of its error count.
 */
public final class Login {
  /** The class of refused authorizations: an unknown user or a wrong password. */
  private static final String AUTHORIZATION = "28";

  /** SQLState of PostgreSQL for an unknown database: invalid_catalog_name. */
  private static final String NO_DATABASE = "3D000";

  /** Errors for an unknown database of MariaDB, then of H2 in this process and of a server. */
  private static final Set<Integer> NO_DATABASE_NUMBERS = Set.of(1049, 90146, 90149);

  private Login() {}

  /** Returns the database's error if it refused the connection: this error or one of its causes. */
  public static Optional<SQLException> refusal(SQLException error) {
    for (Throwable each : LinkedExceptions.causes(error)) {
      if (each instanceof SQLException said && isRefusal(said)) {
        return Optional.of(said);
      }
    }
    return Optional.empty();
  }

  private static boolean isRefusal(SQLException error) {
    String state = error.getSQLState();
    return NO_DATABASE_NUMBERS.contains(error.getErrorCode())
        || (state != null && (state.startsWith(AUTHORIZATION) || state.equals(NO_DATABASE)));
  }
}

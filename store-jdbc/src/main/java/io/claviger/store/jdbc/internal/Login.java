package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * A database that lets nobody in, for what the pool says of itself. A pool tells that as if its
 * patience had ended only, so what it was told counts.
 */
final class Login {
  /** The class of refused authorizations, of an unknown user or a wrong password. */
  private static final String AUTHORIZATION = "28";

  /** An unknown database, as PostgreSQL says it: invalid_catalog_name. */
  private static final String NO_DATABASE = "3D000";

  /** The others have numbers: MariaDB, then H2 for one in this process and one of a server. */
  private static final Set<Integer> NO_DATABASE_NUMBERS =
      Set.of(
          1049,
          ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1,
          ErrorCode.REMOTE_DATABASE_NOT_FOUND_1);

  private Login() {}

  /** What the database said, if it refused the connection; the error itself or its cause. */
  static Optional<SQLException> refusal(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException said && isRefusal(said)) {
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

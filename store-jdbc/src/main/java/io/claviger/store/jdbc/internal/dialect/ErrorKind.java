package io.claviger.store.jdbc.internal.dialect;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The meaning of a database error for the statement that met it. After an error of COMMIT itself,
 * every kind except a {@linkplain #isConflict conflict} leaves the outcome open.
 */
public enum ErrorKind {
  /** Another transaction was in the way: roll back and decide again. */
  CONFLICT,
  /** An id or a public key exists already. */
  DUPLICATE,
  /** The database could not be reached, or not in time. */
  UNREACHABLE,
  /**
   * The server takes no changes, perhaps because another one is the primary now. This connection
   * stays read only, and a new one may lead to the primary.
   */
  READ_ONLY,
  /** Somebody must correct something. */
  FAULT;

  public static final String SERIALIZATION_FAILURE = "40001";

  /** PostgreSQL has no connection to give; it may say so before the dialect is known. */
  private static final Set<String> NOT_NOW = Set.of("53300", "57P01", "57P02", "57P03");

  /** Some pools report only in words that no connection came back in time. */
  private static final Pattern WAITED = Pattern.compile("tim(?:e|ed)[ -]?out", CASE_INSENSITIVE);

  /** Returns whether other data was in the way, so that nothing was written. */
  public boolean isConflict() {
    return this == CONFLICT || this == DUPLICATE;
  }

  /** Returns the kind by the SQL standard and JDBC, for errors that no dialect lists. */
  public static ErrorKind byStandard(SQLException error) {
    if (SERIALIZATION_FAILURE.equals(error.getSQLState())) {
      return CONFLICT;
    }
    // A pool whose every connection is refused says that it waited too long.
    if (Privileges.areMissing(error) || Login.refusal(error).isPresent()) {
      return FAULT;
    }
    // Some pools have no code of their own, and the driver's error as the cause.
    boolean silent = true;
    for (Throwable each : LinkedExceptions.causes(error)) {
      if (each instanceof InterruptedException
          || (each instanceof SQLException said
              && (isPassing(said) || (silent && saysThatItWaited(said))))) {
        return UNREACHABLE;
      }
      silent &= !(each instanceof SQLException said) || isSilent(said);
    }
    return FAULT;
  }

  private static boolean isPassing(SQLException error) {
    String state = error.getSQLState();
    return error instanceof SQLTransientException
        || error instanceof SQLRecoverableException
        || error instanceof SQLNonTransientConnectionException
        || (state != null && (state.startsWith("08") || NOT_NOW.contains(state)));
  }

  /** Returns whether the error has no code at all. */
  private static boolean isSilent(SQLException error) {
    return error.getSQLState() == null && error.getErrorCode() == 0;
  }

  private static boolean saysThatItWaited(SQLException error) {
    String message = error.getMessage();
    return isSilent(error)
        && !(error instanceof SQLNonTransientException)
        && message != null
        && WAITED.matcher(message).find();
  }
}

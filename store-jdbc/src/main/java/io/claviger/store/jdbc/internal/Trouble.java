package io.claviger.store.jdbc.internal;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an error of the database means for the statement that met it. After an error of COMMIT
 * itself, everything but a {@linkplain #isConflict conflict} leaves the outcome open.
 */
enum Trouble {
  /** Another transaction was in the way: roll back and decide again. */
  LOST_RACE,
  /** An id or a public key exists already. */
  TAKEN,
  /** The database could not be reached, or not in time. */
  UNREACHABLE,
  /**
   * The server takes no changes, maybe since another one is the primary now: the same for the
   * caller, but this connection never heals, and a new one may lead to the other.
   */
  READ_ONLY,
  /** Somebody must look. */
  FAULT;

  static final String SERIALIZATION_FAILURE = "40001";

  /** PostgreSQL has no connection to give: it may say so before anybody knows that it is one. */
  private static final Set<String> NOT_NOW = Set.of("53300", "57P01", "57P02", "57P03");

  /** Pools there are that say in words only that none of their connections came back in time. */
  private static final Pattern WAITED = Pattern.compile("tim(?:e|ed)[ -]?out", CASE_INSENSITIVE);

  /** Returns whether other data was in the way, so that nothing was written. */
  boolean isConflict() {
    return this == LOST_RACE || this == TAKEN;
  }

  /** What the SQL standard and JDBC say, for errors that no database's own table knows. */
  static Trouble byStandard(SQLException error) {
    if (SERIALIZATION_FAILURE.equals(error.getSQLState())) {
      return LOST_RACE;
    }
    // A pool whose every connection is refused says that it waited too long.
    if (Rights.areLacking(error) || Login.refusal(error).isPresent()) {
      return FAULT;
    }
    // Some pools say nothing themselves, and have what the driver said as the cause.
    boolean silent = true;
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof InterruptedException
          || (t instanceof SQLException said
              && (isPassing(said) || (silent && saysThatItWaited(said))))) {
        return UNREACHABLE;
      }
      silent &= !(t instanceof SQLException said) || isSilent(said);
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

  /** Tells no code at all. */
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

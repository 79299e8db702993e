package io.claviger.store.jdbc.internal;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what the driver said in what was thrown, and makes sure that it quotes no stored value. */
final class DriverErrors {
  /** How MariaDB's driver begins what it was told to append: the statement, or what others ran. */
  private static final List<String> APPENDED = List.of("Query is:", "deadlock information:");

  private DriverErrors() {}

  /** The error of the driver in this exception; another exception is none of the database. */
  static @Nullable SQLException in(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException error) {
        return error;
      }
    }
    return null;
  }

  /** The error of the driver, or one that says what else was thrown, and not what that said. */
  static SQLException of(Exception thrown) {
    SQLException said = in(thrown);
    return said != null ? said : ofAnother(thrown);
  }

  /**
   * The same of what another than the driver threw, whatever is inside it: an error of the driver
   * there may be of another statement, and its codes mean nothing here.
   */
  static SQLException ofAnother(Exception thrown) {
    Throwable cause = thrown.getCause();
    SQLException error =
        new SQLException(
            "something other than the driver failed: " + thrown.getClass().getName(),
            cause instanceof InterruptedException ? cause : null);
    error.setStackTrace(thrown.getStackTrace());
    return error;
  }

  /**
   * The error itself, or one with the same codes and another message: errors about data (class 22)
   * and constraints (class 23) quote values of the row, which may be a verifier; errors of batches
   * quote all that was bound, and MariaDB's driver can be told to do so with every error. Where H2
   * says that a row is locked, the cause quotes the row.
   */
  static SQLException withoutValues(SQLException error) {
    if (quotesValues(error)) {
      return copy(
          error, "the message of the database is withheld, since it may quote what is stored");
    }
    Throwable inside = insideOf(error);
    return inside == null
        ? error
        : copy(
            error,
            error.getMessage()
                + ("; the cause, " + inside.getClass().getName() + ", is withheld")
                + ", since it may quote what is stored");
  }

  /** Without its causes. */
  private static SQLException copy(SQLException error, String message) {
    SQLException safe = new SQLException(message, error.getSQLState(), error.getErrorCode());
    safe.setStackTrace(error.getStackTrace());
    return safe;
  }

  /** The first cause that comes from inside the database, which may say anything. */
  private static @Nullable Throwable insideOf(SQLException error) {
    for (Throwable t = error.getCause(); t != null; t = t.getCause()) {
      if (!(t instanceof SQLException
          || t instanceof IOException
          || t instanceof InterruptedException)) {
        return t;
      }
    }
    return null;
  }

  private static boolean quotesValues(@Nullable SQLException error) {
    for (SQLException e = error; e != null; e = e.getNextException()) {
      String state = e.getSQLState();
      if (e instanceof BatchUpdateException
          || (state != null && (state.startsWith("22") || state.startsWith("23")))
          || (e.getMessage() != null && APPENDED.stream().anyMatch(e.getMessage()::contains))) {
        return true;
      }
      if (e.getCause() != null && quotesValues(in(e.getCause()))) {
        return true;
      }
    }
    return false;
  }
}

package io.claviger.store.jdbc.internal.dialect;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the driver's error in an exception, and removes messages that quote stored values. */
public final class DriverErrors {
  /** Drivers append the statement, or those of other connections, after these words. */
  private static final List<String> APPENDED =
      List.of(
          // MariaDB
          "Query is:",
          "deadlock information:",
          // MySQL
          "when exception was thrown:",
          "INNODB MONITOR OUTPUT");

  private DriverErrors() {}

  /** Returns the driver's error in this exception; null if the exception is of another origin. */
  public static @Nullable SQLException in(@Nullable Throwable thrown) {
    for (Throwable each : LinkedExceptions.causes(thrown)) {
      if (each instanceof SQLException error) {
        return error;
      }
    }
    return null;
  }

  /** Returns the driver's error, or one that names the other exception without its message. */
  public static SQLException of(Exception thrown) {
    SQLException said = in(thrown);
    return said != null ? said : ofAnother(thrown);
  }

  /** Returns the first of the error and its causes that has a code; the error if none has. */
  public static SQLException coded(SQLException error) {
    for (Throwable each : LinkedExceptions.causes(error)) {
      if (each instanceof SQLException said
          && (said.getSQLState() != null || said.getErrorCode() != 0)) {
        return said;
      }
    }
    return error;
  }

  /** Returns in one line what the last of the error and its causes says, without credentials. */
  public static String root(SQLException error) {
    List<Throwable> causes = LinkedExceptions.causes(error);
    Throwable last = causes.get(causes.size() - 1);
    String said = String.valueOf(last.getMessage()).strip().lines().findFirst().orElse("");
    String name = last instanceof SQLException ? "" : last.getClass().getSimpleName() + ": ";
    return name + DatabaseUrl.withoutCredentials(said);
  }

  /**
   * Returns an error that names an exception of another origin. A driver's error inside it may be
   * of another statement, so its codes are not used.
   */
  public static SQLException ofAnother(Exception thrown) {
    Throwable cause = thrown.getCause();
    SQLException error =
        new SQLException(
            "something other than the driver failed: " + thrown.getClass().getName(),
            cause instanceof InterruptedException ? cause : null);
    error.setStackTrace(thrown.getStackTrace());
    return error;
  }

  /**
   * Returns the error, or one with the same codes and another message if it may quote values, since
   * one of them may be a verifier. Errors about data (class 22) and constraints (class 23) quote
   * the row. Errors of batches quote all bound values, and an option of MariaDB's driver does so
   * with every error. If H2 reports that a row is locked, the cause quotes the row. A cause that is
   * no error of a driver is withheld, and the error of the driver or of the network inside it is
   * kept, since pools and drivers wrap the reason why there is no connection.
   */
  public static SQLException withoutValues(SQLException error) {
    if (LinkedExceptions.all(error).stream().anyMatch(DriverErrors::quotesValues)) {
      return copy(
          error, "the message of the database is withheld, since it may quote what is stored");
    }
    Throwable inside = insideOf(error);
    if (inside == null) {
      return error;
    }
    SQLException safe =
        copy(
            error,
            error.getMessage()
                + ("; the cause, " + inside.getClass().getName() + ", is withheld")
                + ", since it may quote what is stored");
    SQLException said = in(inside);
    if (said != null) {
      safe.initCause(copy(said, said.getMessage()));
    } else {
      ofNetwork(inside).ifPresent(safe::initCause);
    }
    return safe;
  }

  /** MySQL's driver wraps it in an exception of its own. */
  private static Optional<Throwable> ofNetwork(Throwable inside) {
    return LinkedExceptions.causes(inside).stream()
        .filter(each -> each instanceof IOException && each.getCause() == null)
        .findFirst();
  }

  /** Copies the error without its causes. */
  private static SQLException copy(SQLException error, @Nullable String message) {
    SQLException safe = new SQLException(message, error.getSQLState(), error.getErrorCode());
    safe.setStackTrace(error.getStackTrace());
    return safe;
  }

  /**
   * Returns the first cause that comes from inside the database, whose message may say anything.
   */
  private static @Nullable Throwable insideOf(SQLException error) {
    for (Throwable each : LinkedExceptions.causes(error.getCause())) {
      if (!(each instanceof SQLException
          || each instanceof IOException
          || each instanceof InterruptedException)) {
        return each;
      }
    }
    return null;
  }

  private static boolean quotesValues(Throwable thrown) {
    String message = thrown.getMessage();
    if (message != null && APPENDED.stream().anyMatch(message::contains)) {
      return true;
    }
    String state = thrown instanceof SQLException error ? error.getSQLState() : null;
    return thrown instanceof BatchUpdateException
        || (state != null && (state.startsWith("22") || state.startsWith("23")));
  }
}

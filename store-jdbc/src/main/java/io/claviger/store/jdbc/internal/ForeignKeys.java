package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign keys of the application's tables that prevent keys from being deleted. */
final class ForeignKeys {
  /** SQLState of PostgreSQL and of H2. */
  private static final String STATE = "23503";

  /** Error of MariaDB, whose SQLState is that of every constraint. */
  private static final int MARIADB_ERROR = 1451;

  /** The name in the messages of PostgreSQL, MariaDB and H2, in this order. */
  private static final Pattern NAME =
      Pattern.compile(
          "foreign key constraint \"([^\"]+)\""
              + "|CONSTRAINT `([^`]+)` FOREIGN KEY"
              + "|constraint violation: \"([^\":]+): ");

  private ForeignKeys() {}

  /** Returns whether a foreign key was violated, which inserts of the store never do. */
  static boolean forbid(SQLException error) {
    return STATE.equals(error.getSQLState()) || error.getErrorCode() == MARIADB_ERROR;
  }

  /** Returns the name of the constraint, if the message has it. */
  static Optional<String> name(SQLException error) {
    String message = error.getMessage();
    if (message == null || !forbid(error)) {
      return Optional.empty();
    }
    Matcher matcher = NAME.matcher(message);
    if (!matcher.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Optional.of(matcher.group(group));
      }
    }
    return Optional.empty();
  }
}

package io.claviger.store.jdbc.internal.dialect;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign keys of the application's tables that prevent keys from being deleted. */
public final class ForeignKeys {
  /** SQLState of PostgreSQL and of H2. */
  private static final String STATE = "23503";

  /** Error of MariaDB, whose SQLState is that of every constraint. */
  private static final int MARIADB_ERROR = 1451;

  /** Precedes the name in the messages of PostgreSQL, MariaDB and H2. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:foreign key constraint \"|CONSTRAINT `|constraint violation: \")([^\"`:]+)");

  private ForeignKeys() {}

  /** Returns whether a foreign key was violated, which inserts of the store never do. */
  public static boolean forbid(SQLException error) {
    return STATE.equals(error.getSQLState()) || error.getErrorCode() == MARIADB_ERROR;
  }

  /** Returns the name of the constraint, if the message has it. */
  public static Optional<String> name(SQLException error) {
    Matcher matcher = NAME.matcher(String.valueOf(error.getMessage()));
    return forbid(error) && matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}

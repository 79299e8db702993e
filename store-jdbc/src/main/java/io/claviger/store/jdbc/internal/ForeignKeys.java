package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;

/** A table of the application may refer to the keys, and so forbid to delete them. */
final class ForeignKeys {
  /** As PostgreSQL says it, and H2 where a row is added. */
  private static final String STATE = "23503";

  /** MariaDB and H2, where a row is referred to. */
  private static final Set<Integer> NUMBERS =
      Set.of(1451, ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_CHILD_EXISTS_1);

  /** The name in the messages of PostgreSQL, MariaDB and H2, in this order. */
  private static final Pattern NAME =
      Pattern.compile(
          "foreign key constraint \"([^\"]+)\""
              + "|CONSTRAINT `([^`]+)` FOREIGN KEY"
              + "|constraint violation: \"([^\":]+): ");

  private ForeignKeys() {}

  /** Returns whether rows of another table refer to the row that was to be deleted. */
  static boolean forbid(SQLException error) {
    return STATE.equals(error.getSQLState()) || NUMBERS.contains(error.getErrorCode());
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

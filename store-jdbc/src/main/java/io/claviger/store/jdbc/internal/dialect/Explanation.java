package io.claviger.store.jdbc.internal.dialect;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an error means, for errors whose codes a reader would have to look up.
 *
 * @param meaning a sentence without its period
 * @param remedy what to do about it
 */
public record Explanation(String meaning, String remedy) {
  private static final Explanation DISK_FULL =
      new Explanation("the disk of the database is full", "make room; nothing was changed");

  private static final Explanation READ_ONLY =
      new Explanation(
          "the transaction is read-only", "begin one that may write, on the primary server");

  private static final Explanation CUT_OFF =
      new Explanation(
          "this node of the cluster is not connected to the others",
          "try again later, or connect to another node");

  private static final Explanation GROUP_REFUSES =
      new Explanation(
          "the group of servers refuses changes, as it does while its primary changes",
          "try again later; a group with several primaries must be switched to one");

  /** Of PostgreSQL, MariaDB (the transaction) and PostgreSQL (the disk). */
  private static final Map<String, Explanation> OF_STATES =
      Map.of("25006", READ_ONLY, "53100", DISK_FULL);

  /** Of MariaDB, which also says that a table is full, and of MySQL (the group). */
  private static final Map<Integer, Explanation> OF_NUMBERS =
      Map.of(1021, DISK_FULL, 1114, DISK_FULL, 1047, CUT_OFF, 3098, GROUP_REFUSES);

  /** Of the operating system; MariaDB quotes it, and H2 has an IOException as the cause. */
  private static final String NO_SPACE = "No space left on device";

  /** Returns the meaning of this error, or of one that it leads to. */
  public static Optional<Explanation> of(SQLException error) {
    return LinkedExceptions.all(error).stream()
        .map(Explanation::ofOne)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Explanation> ofOne(Throwable thrown) {
    String message = thrown.getMessage();
    if (message != null && message.contains(NO_SPACE)) {
      return Optional.of(DISK_FULL);
    }
    if (MySqlDialect.isOfReadOnlySession(thrown)) {
      return Optional.of(READ_ONLY);
    }
    return thrown instanceof SQLException error
        ? Optional.ofNullable(byCodes(error))
        : Optional.empty();
  }

  private static @Nullable Explanation byCodes(SQLException error) {
    Explanation byNumber = OF_NUMBERS.get(error.getErrorCode());
    String state = error.getSQLState();
    return byNumber == null && state != null ? OF_STATES.get(state) : byNumber;
  }
}

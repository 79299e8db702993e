package io.claviger.store.jdbc.internal;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.h2.api.ErrorCode;

/** H2 2.x. */
final class H2Dialect implements Dialect {
  private static final Map<Integer, Trouble> ERRORS =
      Map.ofEntries(
          entry(ErrorCode.DUPLICATE_KEY_1, Trouble.LOST_RACE),
          entry(ErrorCode.DEADLOCK_1, Trouble.LOST_RACE),
          entry(ErrorCode.LOCK_TIMEOUT_1, Trouble.LOST_RACE),
          entry(ErrorCode.CONCURRENT_UPDATE_1, Trouble.LOST_RACE),
          entry(ErrorCode.STATEMENT_WAS_CANCELED, Trouble.UNREACHABLE),
          entry(ErrorCode.OBJECT_CLOSED, Trouble.UNREACHABLE),
          entry(ErrorCode.DATABASE_ALREADY_OPEN_1, Trouble.UNREACHABLE),
          entry(ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE, Trouble.UNREACHABLE),
          entry(ErrorCode.CONNECTION_BROKEN_1, Trouble.UNREACHABLE),
          entry(ErrorCode.DATABASE_IS_CLOSED, Trouble.UNREACHABLE),
          entry(ErrorCode.DATABASE_CALLED_AT_SHUTDOWN, Trouble.UNREACHABLE),
          entry(ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1, Trouble.FAULT),
          entry(ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1, Trouble.FAULT),
          entry(ErrorCode.DATABASE_IS_READ_ONLY, Trouble.FAULT));

  @Override
  public String schemaFolder() {
    return "h2";
  }

  @Override
  public Trouble troubleOf(SQLException error) {
    Trouble known = ERRORS.get(error.getErrorCode());
    return known != null ? known : Trouble.byStandard(error);
  }

  /** Both are settings of the session in H2, the time of a statement too. */
  @Override
  public Undo limitTimes(Connection connection, TimeLimits limits) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int lockMillis = lockTimeout(statement);
      int seconds = statement.getQueryTimeout();
      set(statement, (int) limits.lockWait().toMillis(), (int) limits.statement().toSeconds());
      return () -> {
        try (Statement undo = connection.createStatement()) {
          set(undo, lockMillis, seconds);
        }
      };
    }
  }

  private static void set(Statement statement, int lockMillis, int seconds) throws SQLException {
    statement.execute("set lock_timeout " + lockMillis);
    statement.setQueryTimeout(seconds);
  }

  private static int lockTimeout(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("call lock_timeout()")) {
      result.next();
      return result.getInt(1);
    }
  }
}

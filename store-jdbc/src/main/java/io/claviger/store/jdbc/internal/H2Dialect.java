package io.claviger.store.jdbc.internal;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;

/** H2 from 2.2.220 on, but for 2.4. */
final class H2Dialect implements Dialect {
  private static final Map<Integer, Trouble> ERRORS =
      Map.ofEntries(
          entry(ErrorCode.DUPLICATE_KEY_1, Trouble.TAKEN),
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

  /** H2 does not tell the setting, but shows it: the inner query is asked twice. */
  private static final String REUSED_RESULT =
      """
      select 'OPTIMIZE_REUSE_RESULTS is on'
        from (select set(@claviger_last, r.x) as last,
                     (select max(s.x) from system_range(1, @claviger_last) s (x)) as found
                from system_range(1, 2) r (x))
       where found < last
      """;

  // The names of H2's own tables are written as they are kept, for one that folds no names.
  private static final List<Danger> ALWAYS_DANGEROUS =
      List.of(
          new Danger(
              EmbeddedDatabase.LOSES_COMMITS,
              "so the newest changes are lost when the process is killed",
              "use H2 2.3.232"),
          new Danger(
              "select 'it is H2 ' || h2version() from (values (1))"
                  + " where h2version() like '2.0.%' or h2version() like '2.1.%'",
              "so to write usage it reads all that there is", "use H2 2.3.232"),
          new Danger(
              "select 'it is H2 ' || h2version() from (values (1)) where h2version() like '2.4.%'",
              "so it refuses changes of tables that another connection has made", "use H2 2.3.232"),
          new Danger(
              """
              select 'column ' || TABLE_NAME || '.' || COLUMN_NAME || ' is VARCHAR_IGNORECASE'
                from INFORMATION_SCHEMA.COLUMNS
               where upper(left(TABLE_NAME, 9)) = 'CLAVIGER_'
                 and upper(DATA_TYPE) = 'VARCHAR_IGNORECASE'
                 and (TABLE_SCHEMA = current_schema
                      or not exists (select 1 from INFORMATION_SCHEMA.TABLES t
                                      where t.TABLE_SCHEMA = current_schema
                                        and upper(t.TABLE_NAME) = 'CLAVIGER_API_KEY'))
               order by 1
              """,
              "so ids that differ may be taken for equal",
              "make the tables without IGNORECASE"),
          new Danger(
              """
              select 'COLLATION is ' || SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS
               where SETTING_NAME = 'COLLATION'
                 and exists (select 1 from (values ('a')) as t (v) where v = 'A')
              """,
              "so ids that differ may be taken for equal",
              "make the database without that collation"),
          new Danger(
              """
              select 'MODE is ' || SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS
               where SETTING_NAME = 'MODE'
                 and upper(SETTING_VALUE) in ('DERBY', 'MSSQLSERVER', 'ORACLE', 'STRICT')
              """,
              "so statements of the store are refused",
              "open it with MODE=REGULAR, LEGACY, PostgreSQL, MySQL or MariaDB"),
          new Danger(
              REUSED_RESULT,
              "so a read may give what was there before a change",
              "open it with OPTIMIZE_REUSE_RESULTS=FALSE"));

  // There may be a second row, of an earlier opening, which does not count.
  private static final Danger LOSES_UPDATES =
      new Danger(
          """
          select 'WRITE_DELAY is 0' from INFORMATION_SCHEMA.SETTINGS
           where SETTING_NAME = 'WRITE_DELAY' and database_path() is not null
          having max(SETTING_VALUE) = '0'
          """,
          "so updates of concurrent writers may be lost",
          "open the file with JdbcApiKeyStore.open, or without that setting");

  @Override
  public String schemaFolder() {
    return "h2";
  }

  @Override
  public Trouble troubleOf(SQLException error) {
    Trouble known = ERRORS.get(error.getErrorCode());
    return known != null ? known : Trouble.byStandard(error);
  }

  /** All are settings of the session in H2, the time of a statement too. */
  @Override
  public Undo begin(Connection connection, TimeLimits limits) throws SQLException {
    int isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      int lockMillis = lockTimeout(statement);
      int seconds = statement.getQueryTimeout();
      set(statement, (int) limits.lockWait().toMillis(), (int) limits.statement().toSeconds());
      return () -> {
        try (Statement undo = connection.createStatement()) {
          set(undo, lockMillis, seconds);
        }
        connection.setTransactionIsolation(isolation);
      };
    }
  }

  /** It may be found in another schema than the first, with SCHEMA_SEARCH_PATH. */
  @Override
  public String schemaOf(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
      return none.getMetaData().getSchemaName(1);
    }
  }

  @Override
  public Danger readOnly() {
    return new Danger(
        "select 'it was opened to be read only' from (values (1)) where readonly()",
        "so no change can be made",
        "open it to be written");
  }

  @Override
  public List<Danger> dangers(boolean oneWriter) {
    return oneWriter
        ? ALWAYS_DANGEROUS
        : Stream.concat(ALWAYS_DANGEROUS.stream(), Stream.of(LOSES_UPDATES)).toList();
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

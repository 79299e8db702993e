package io.claviger.store.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** H2 from 2.2.220 on. */
final class H2Dialect implements Dialect {
  /** H2 does not show the setting, but its effect: the inner query runs twice. */
  private static final String REUSED_RESULT =
      """
      select 'OPTIMIZE_REUSE_RESULTS is on'
        from (select set(@claviger_last, r.x) as last,
                     (select max(s.x) from system_range(1, @claviger_last) s (x)) as found
                from system_range(1, 2) r (x))
       where found < last
      """;

  // The names of H2's own tables are written as they are kept, for one that folds no names.
  private static final List<UnsafeSetting> ALWAYS_DANGEROUS =
      List.of(
          new UnsafeSetting(
              "select 'it is a file of H2 ' || h2version() from (values (1))"
                  + " where h2version() like '2.5.252%' and database_path() is not null",
              "so the newest changes are lost when the process is killed",
              "use H2 2.3.232 or 2.4.240"),
          new UnsafeSetting(
              "select 'it is H2 ' || h2version() from (values (1))"
                  + " where h2version() like '2.0.%' or h2version() like '2.1.%'",
              "so to write usage it reads all that there is", "use H2 2.3.232 or 2.4.240"),
          new UnsafeSetting(
              """
              select 'check ' || c.CONSTRAINT_NAME || ' of table ' || t.TABLE_NAME || ' has IN or OR'
                from INFORMATION_SCHEMA.CHECK_CONSTRAINTS c
                join INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
                  on t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA
                 and t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
               where h2version() like '2.4.%' and upper(left(t.TABLE_NAME, 9)) = 'CLAVIGER_'
                 and (c.CHECK_CLAUSE like '% IN(%' or c.CHECK_CLAUSE like '% OR %')
               order by 1
              """,
              "so this H2 takes it for violated once the connection that altered the table has closed",
              "write the check with CASE, as those of the schema are"),
          new UnsafeSetting(
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
          new UnsafeSetting(
              """
              select 'COLLATION is ' || SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS
               where SETTING_NAME = 'COLLATION'
                 and exists (select 1 from (values ('a', U&'\\00e9')) as t (small, composed)
                              where small = 'A' or composed = U&'e\\0301')
              """,
              "so texts that differ may be taken for equal",
              "make the database without that collation"),
          new UnsafeSetting(
              """
              select 'MODE is ' || SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS
               where SETTING_NAME = 'MODE'
                 and upper(SETTING_VALUE) in ('DERBY', 'MSSQLSERVER', 'ORACLE', 'STRICT')
              """,
              "so statements of the store are refused",
              "open it with MODE=REGULAR, LEGACY, PostgreSQL, MySQL or MariaDB"),
          new UnsafeSetting(
              REUSED_RESULT,
              "so a read may give what was there before a change",
              "open it with OPTIMIZE_REUSE_RESULTS=FALSE"));

  // There may be a second row, of an earlier opening, which is ignored.
  private static final UnsafeSetting LOSES_UPDATES =
      new UnsafeSetting(
          """
          select 'WRITE_DELAY is 0' from INFORMATION_SCHEMA.SETTINGS
           where SETTING_NAME = 'WRITE_DELAY' and database_path() is not null
          having max(SETTING_VALUE) = '0'
          """,
          "so updates of concurrent writers may be lost",
          "open the file with EmbeddedApiKeyStore.open, or without that setting");

  @Override
  public String schemaFolder() {
    return "h2";
  }

  @Override
  public ErrorKind kindOf(SQLException error) {
    return switch (error.getErrorCode()) {
      case 23505 -> ErrorKind.DUPLICATE;
      // Deadlock, lock timeout, concurrent update.
      case 40001, 50200, 90131 -> ErrorKind.CONFLICT;
      // Statement canceled, object closed, database open elsewhere, exclusive mode, connection
      // broken, database closed, database closed by the shutdown of the JVM.
      case 57014, 90007, 90020, 90135, 90067, 90098, 90121 -> ErrorKind.UNREACHABLE;
      // Table not found, table not found in an empty database, database read only.
      case 42102, 42104, 90097 -> ErrorKind.FAULT;
      default -> ErrorKind.byStandard(error);
    };
  }

  /** All of these are settings of the session in H2, the statement timeout too. */
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

  @Override
  public Undo limitLockWait(Connection connection, Duration longest) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int before = lockTimeout(statement);
      if (before <= longest.toMillis()) {
        return () -> {};
      }
      statement.execute("set lock_timeout " + longest.toMillis());
      return () -> {
        try (Statement undo = connection.createStatement()) {
          undo.execute("set lock_timeout " + before);
        }
      };
    }
  }

  /** With SCHEMA_SEARCH_PATH, a statement may find it in another schema than the first. */
  @Override
  public String schemaOf(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
      return none.getMetaData().getSchemaName(1);
    }
  }

  @Override
  public UnsafeSetting readOnly() {
    return new UnsafeSetting(
        "select 'it was opened to be read only' from (values (1)) where readonly()",
        "so no change can be made",
        "open it to be written");
  }

  @Override
  public List<UnsafeSetting> unsafeSettings(boolean oneWriter) {
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

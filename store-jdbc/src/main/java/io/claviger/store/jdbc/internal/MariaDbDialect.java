package io.claviger.store.jdbc.internal;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** MariaDB 11, with its own driver. */
final class MariaDbDialect implements Dialect {
  private static final Map<Integer, Trouble> ERRORS =
      Map.ofEntries(
          entry(1020, Trouble.LOST_RACE), // record has changed since last read
          entry(1062, Trouble.TAKEN), // duplicate entry
          entry(1205, Trouble.LOST_RACE), // lock wait timeout
          entry(1213, Trouble.LOST_RACE), // deadlock; certification failed on Galera
          entry(1040, Trouble.UNREACHABLE), // too many connections
          entry(1053, Trouble.UNREACHABLE), // server shutdown in progress
          entry(1203, Trouble.UNREACHABLE), // too many connections of this user
          entry(1226, Trouble.UNREACHABLE), // a limit of this user is reached
          entry(1317, Trouble.UNREACHABLE), // query interrupted
          entry(1927, Trouble.UNREACHABLE), // connection was killed
          entry(1969, Trouble.UNREACHABLE), // max_statement_time exceeded
          entry(1146, Trouble.FAULT), // no such table
          entry(1153, Trouble.FAULT), // packet larger than max_allowed_packet
          entry(1290, Trouble.READ_ONLY), // server runs with --read-only
          entry(1792, Trouble.READ_ONLY)); // read only transaction

  /** The session itself remembers what it had, so that it need not be asked first. */
  private static final String KEEP_TIMES =
      "set @claviger_lock_wait = @@session.innodb_lock_wait_timeout,"
          + " @claviger_statement = @@session.max_statement_time,"
          + " @claviger_idle = @@session.idle_transaction_timeout,"
          + " @claviger_idle_readonly = @@session.idle_readonly_transaction_timeout,"
          + " @claviger_idle_write = @@session.idle_write_transaction_timeout";

  private static final String RESTORE_TIMES =
      "set session innodb_lock_wait_timeout = @claviger_lock_wait,"
          + " session max_statement_time = @claviger_statement,"
          + " session idle_transaction_timeout = @claviger_idle,"
          + " session idle_readonly_transaction_timeout = @claviger_idle_readonly,"
          + " session idle_write_transaction_timeout = @claviger_idle_write";

  /** Only servers that may be nodes of a Galera cluster have it. */
  private static final String HAS_SYNC_WAIT = "show session variables like 'wsrep_sync_wait'";

  /** Before the first statement of a transaction, whether that reads, changes or inserts. */
  private static final String SYNC_WAIT =
      "set @claviger_sync_wait = @@session.wsrep_sync_wait, session wsrep_sync_wait = 15";

  private static final String RESTORE_SYNC_WAIT = ", session wsrep_sync_wait = @claviger_sync_wait";

  /**
   * Behind a table whose rows are locked: of a table that is small, the optimizer would rather read
   * all, and so lock rows of other organizations or wait for them. And behind one of which it would
   * read all while its statistics are old.
   */
  static final String BY_PRIMARY_KEY = by("primary");

  /** Behind a table of which the optimizer would read what other organizations have. */
  static final String BY_ORGANIZATION = by("claviger_api_key_by_organization");

  /** The same for the secrets of keys. */
  static final String BY_KEY = by("claviger_secret_by_key");

  private final boolean upToDate;

  MariaDbDialect() {
    this(false);
  }

  private MariaDbDialect(boolean upToDate) {
    this.upToDate = upToDate;
  }

  @Override
  public boolean locksWhatIsRead() {
    return true;
  }

  /** It reports no error if a Galera cluster aborts the transaction during a bulk command. */
  @Override
  public boolean reportsFailedBatches() {
    return false;
  }

  /** A node of a Galera cluster may be behind another one whose client has its answer already. */
  @Override
  public Dialect upToDate() {
    return new MariaDbDialect(true);
  }

  /** In a comment that only MariaDB reads. */
  private static String by(String index) {
    return " /*M! force index (" + index + ") */ ";
  }

  /** The same for a deletion; only one that may name several tables can be told the index. */
  static String deleteByPrimaryKey(String table) {
    return "delete /*M! t.* */ from " + table + " /*M! as t force index (primary) */ ";
  }

  @Override
  public String schemaFolder() {
    return "mariadb";
  }

  @Override
  public Trouble troubleOf(SQLException error) {
    Trouble known = ERRORS.get(error.getErrorCode());
    return known != null ? known : Trouble.byStandard(error);
  }

  /** The isolation is that of the next transaction only; all else are settings of the session. */
  @Override
  public Undo begin(Connection connection, TimeLimits limits) throws SQLException {
    boolean waits;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          KEEP_TIMES
              + (", session innodb_lock_wait_timeout = " + limits.lockWait().toSeconds())
              + (", session max_statement_time = " + limits.statement().toSeconds())
              + (", session idle_transaction_timeout = " + limits.idle().toSeconds())
              // Where they are not zero, they count instead of that.
              + ", session idle_readonly_transaction_timeout = 0"
              + ", session idle_write_transaction_timeout = 0");
      waits = upToDate && hasSyncWait(statement);
      if (waits) {
        statement.execute(SYNC_WAIT);
      }
      statement.execute("set transaction isolation level read committed");
    }
    connection.setAutoCommit(false);
    return () -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute(RESTORE_TIMES + (waits ? RESTORE_SYNC_WAIT : ""));
      }
    };
  }

  private static boolean hasSyncWait(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery(HAS_SYNC_WAIT)) {
      return result.next();
    }
  }

  @Override
  public Danger readOnly() {
    return new Danger(
        """
        select concat('read_only is ', @@global.read_only,
                      ', transactions are read only: ', @@session.tx_read_only)
          from dual
         where @@global.read_only <> 0 or @@global.innodb_read_only <> 0
            or @@session.tx_read_only <> 0
        """,
        "so no change can be made, or only on a replica",
        "connect to the primary server, with a pool and a session that may write");
  }

  @Override
  public List<Danger> dangers(boolean oneWriter) {
    return List.of(
        new Danger(
            """
            select concat('innodb_flush_log_at_trx_commit is ',
                          @@global.innodb_flush_log_at_trx_commit)
              from dual
             where @@global.innodb_flush_log_at_trx_commit <> 1
            """,
            "so a crash of the server loses changes that were acknowledged",
            "set it to 1"),
        new Danger(
            """
            select concat('binlog_format is ', @@session.binlog_format)
              from dual
             where @@global.log_bin <> 0 and @@session.binlog_format = 'STATEMENT'
            """,
            "so changes are refused, which are made at READ COMMITTED",
            "set it to ROW or MIXED"),
        new Danger(
            """
            select concat('column ', table_name, '.', column_name, ' has collation ',
                          collation_name)
              from information_schema.columns
             where table_schema = database() and left(table_name, 9) = 'claviger_'
               and collation_name not in ('ascii_bin', 'utf8mb4_nopad_bin')
             order by 1
            """,
            "so ids or names that differ may be taken for equal",
            "give the column the collation that the file of the schema gives it"));
  }
}

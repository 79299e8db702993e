package io.claviger.store.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** MariaDB 11, with its own driver. */
final class MariaDbDialect implements Dialect {
  /** The session itself keeps its settings in variables, so that nobody has to read them first. */
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

  private static final String KEEP_LOCK_WAIT =
      "set @claviger_lock_wait = @@session.innodb_lock_wait_timeout,"
          + " session innodb_lock_wait_timeout = ";

  private static final String RESTORE_LOCK_WAIT =
      "set session innodb_lock_wait_timeout = @claviger_lock_wait";

  /** Only servers that can be nodes of a Galera cluster have this variable. */
  private static final String HAS_SYNC_WAIT = "show session variables like 'wsrep_sync_wait'";

  /** Waits before the first statement of a transaction, whether that reads, changes or inserts. */
  private static final String SYNC_WAIT =
      "set @claviger_sync_wait = @@session.wsrep_sync_wait, session wsrep_sync_wait = 15";

  private static final String RESTORE_SYNC_WAIT = ", session wsrep_sync_wait = @claviger_sync_wait";

  /** Only servers that can be nodes of a Galera cluster have this variable. */
  private static final String IS_IN_CLUSTER =
      """
      exists (select 1 from information_schema.session_variables w
               where w.variable_name = 'WSREP_ON' and w.variable_value = 'ON')""";

  private final boolean waitsForOtherNodes;

  MariaDbDialect() {
    this(false);
  }

  private MariaDbDialect(boolean waitsForOtherNodes) {
    this.waitsForOtherNodes = waitsForOtherNodes;
  }

  @Override
  public boolean locksWhatIsRead() {
    return true;
  }

  /** The driver reports no error if a Galera cluster aborts a transaction in a bulk command. */
  @Override
  public boolean reportsFailedBatches() {
    return false;
  }

  /** A node of a Galera cluster may lag behind another one that has already answered. */
  @Override
  public Dialect waitingForOtherNodes() {
    return new MariaDbDialect(true);
  }

  @Override
  public String schemaFolder() {
    return "mariadb";
  }

  @Override
  public ErrorKind kindOf(SQLException error) {
    return switch (error.getErrorCode()) {
      case 1062 -> ErrorKind.DUPLICATE;
      // Record changed since the last read; lock wait timeout; deadlock, or failed certification.
      case 1020, 1205, 1213 -> ErrorKind.CONFLICT;
      // Too many connections, of this user too; a limit of this user; shutdown.
      case 1040, 1203, 1226, 1053 -> ErrorKind.UNREACHABLE;
      // Query interrupted, connection killed, max_statement_time exceeded.
      case 1317, 1927, 1969 -> ErrorKind.UNREACHABLE;
      // The node is not connected to the others of its cluster.
      case 1047 -> ErrorKind.UNREACHABLE;
      // The server runs with --read-only; the transaction is read only.
      case 1290, 1792 -> ErrorKind.READ_ONLY;
      // No such table; packet larger than max_allowed_packet.
      case 1146, 1153 -> ErrorKind.FAULT;
      default -> ErrorKind.byStandard(error);
    };
  }

  /** The isolation applies to the next transaction only; the rest are session settings. */
  @Override
  public Undo begin(Connection connection, TimeLimits limits) throws SQLException {
    boolean waits;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          KEEP_TIMES
              + (", session innodb_lock_wait_timeout = " + limits.lockWait().toSeconds())
              + (", session max_statement_time = " + limits.statement().toSeconds())
              + (", session idle_transaction_timeout = " + limits.idle().toSeconds())
              // If they are not zero, they override that.
              + ", session idle_readonly_transaction_timeout = 0"
              + ", session idle_write_transaction_timeout = 0");
      waits = waitsForOtherNodes && hasSyncWait(statement);
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

  @Override
  public Undo limitLockWait(Connection connection, Duration longest) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(KEEP_LOCK_WAIT + least(longest));
    }
    return () -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute(RESTORE_LOCK_WAIT);
      }
    };
  }

  private static String least(Duration longest) {
    return "least(@@session.innodb_lock_wait_timeout, " + longest.toSeconds() + ")";
  }

  private static boolean hasSyncWait(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery(HAS_SYNC_WAIT)) {
      return result.next();
    }
  }

  /** A Galera cluster is one database on several servers. */
  @Override
  public String history() {
    return "case when " + IS_IN_CLUSTER + " then '' else concat(@@hostname, ':', @@port) end";
  }

  @Override
  public String uptime() {
    return """
        (select cast(s.variable_value as signed)
           from information_schema.global_status s
          where s.variable_name = 'UPTIME' and not\s"""
        + IS_IN_CLUSTER
        + ")";
  }

  @Override
  public UnsafeSetting readOnly() {
    return new UnsafeSetting(
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
  public List<UnsafeSetting> unsafeSettings(boolean oneWriter) {
    return Stream.of(ofServer(), LooseSession.UNSAFE_SETTINGS, GaleraNode.UNSAFE_SETTINGS)
        .flatMap(List::stream)
        .toList();
  }

  private static List<UnsafeSetting> ofServer() {
    return List.of(
        new UnsafeSetting(
            """
            select concat('innodb_flush_log_at_trx_commit is ',
                          @@global.innodb_flush_log_at_trx_commit)
              from dual
             where @@global.innodb_flush_log_at_trx_commit <> 1
            """,
            "so a crash of the server loses changes that were acknowledged",
            "set it to 1"),
        new UnsafeSetting(
            """
            select concat('binlog_format is ', @@session.binlog_format)
              from dual
             where @@global.log_bin <> 0 and @@session.binlog_format = 'STATEMENT'
            """,
            "so changes are refused, which are made at READ COMMITTED",
            "set it to ROW or MIXED"),
        new UnsafeSetting(
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

package io.claviger.store.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** MySQL 9, with its own driver. */
final class MySqlDialect implements Dialect {
  /** The session itself keeps its settings in variables, so that nobody has to read them first. */
  private static final String KEEP_TIMES =
      "set @claviger_lock_wait = @@session.innodb_lock_wait_timeout,"
          + " @claviger_table_wait = @@session.lock_wait_timeout,"
          + " @claviger_statement = @@session.max_execution_time,"
          + " @claviger_idle = @@session.wait_timeout";

  private static final String RESTORE_TIMES =
      "set session innodb_lock_wait_timeout = @claviger_lock_wait,"
          + " session lock_wait_timeout = @claviger_table_wait,"
          + " session max_execution_time = @claviger_statement,"
          + " session wait_timeout = @claviger_idle";

  private static final String KEEP_LOCK_WAIT =
      "set @claviger_lock_wait = @@session.innodb_lock_wait_timeout,"
          + " session innodb_lock_wait_timeout ="
          + " cast(least(@@session.innodb_lock_wait_timeout, ";

  private static final String RESTORE_LOCK_WAIT =
      "set session innodb_lock_wait_timeout = @claviger_lock_wait";

  /** Only servers that can be members of a group have this variable. */
  private static final String HAS_CONSISTENCY =
      "show session variables like 'group_replication_consistency'";

  private static final String WAIT_FOR_GROUP =
      "set @claviger_consistency = @@session.group_replication_consistency,"
          + " session group_replication_consistency = 'BEFORE'";

  private static final String RESTORE_CONSISTENCY =
      ", session group_replication_consistency = @claviger_consistency";

  private final boolean waitsForOtherNodes;

  MySqlDialect() {
    this(false);
  }

  private MySqlDialect(boolean waitsForOtherNodes) {
    this.waitsForOtherNodes = waitsForOtherNodes;
  }

  @Override
  public boolean locksWhatIsRead() {
    return true;
  }

  /** A member of a group may lag behind the one that was the primary before. */
  @Override
  public Dialect waitingForOtherNodes() {
    return new MySqlDialect(true);
  }

  /** The shortest limit is a second, in which the rows of other organizations would be held. */
  @Override
  public String forUsage() {
    return "nowait";
  }

  @Override
  public String schemaFolder() {
    return "mysql";
  }

  @Override
  public ErrorKind kindOf(SQLException error) {
    return switch (error.getErrorCode()) {
      case 1062 -> ErrorKind.DUPLICATE;
      // Lock wait timeout, deadlock, a lock that is taken.
      case 1205, 1213, 3572 -> ErrorKind.CONFLICT;
      // Too many connections, of this user too; a limit of this user; shutdown; offline mode.
      case 1040, 1203, 1226, 1053, 3032, 6400 -> ErrorKind.UNREACHABLE;
      // Query interrupted, max_execution_time exceeded, session killed, session idle for too long.
      case 1317, 3024, 3169, 4031 -> ErrorKind.UNREACHABLE;
      // The member has left its group, or did not hear from it in time. Even if it says that it
      // rolled back (3101), the others may have received the change before, and keep it.
      case 3100, 3101, 3796, 3797, 3798, 3799 -> ErrorKind.UNREACHABLE;
      // See isRefusalOfGroup.
      case 3098 -> ErrorKind.UNREACHABLE;
      // The server is read only, as secondaries of a group are; the transaction is read only.
      case 1290, 1836, 1792 -> ErrorKind.READ_ONLY;
      case 0 -> isOfReadOnlySession(error) ? ErrorKind.READ_ONLY : ErrorKind.byStandard(error);
      // No such table; packet larger than max_allowed_packet.
      case 1146, 1153 -> ErrorKind.FAULT;
      default -> ErrorKind.byStandard(error);
    };
  }

  /** The group refuses changes while its primary changes, and for good with several primaries. */
  @Override
  public boolean isRefusalOfGroup(SQLException error) {
    return error.getErrorCode() == 3098;
  }

  /** The driver refuses to send a change if the transactions of its session are read only. */
  static boolean isOfReadOnlySession(Throwable error) {
    return String.valueOf(error.getMessage()).startsWith("Connection is read-only");
  }

  /**
   * The isolation applies to the next transaction only; the rest are session settings. MySQL limits
   * how long a SELECT runs. Any other statement waits for locks of rows and tables, which have
   * limits, too.
   */
  @Override
  public Undo begin(Connection connection, TimeLimits limits) throws SQLException {
    boolean waits;
    try (Statement statement = connection.createStatement()) {
      String idle =
          limits.idle().isZero()
              ? "@@session.wait_timeout"
              : String.valueOf(limits.idle().toSeconds());
      statement.execute(
          KEEP_TIMES
              + (", session innodb_lock_wait_timeout = " + atLeastOne(limits.lockWait()))
              + (", session lock_wait_timeout = " + limits.statement().toSeconds())
              + (", session max_execution_time = " + limits.statement().toMillis())
              + (", session wait_timeout = " + idle));
      waits = waitsForOtherNodes && hasConsistency(statement);
      if (waits) {
        statement.execute(WAIT_FOR_GROUP);
      }
      statement.execute("set transaction isolation level read committed");
    }
    connection.setAutoCommit(false);
    return () -> execute(connection, RESTORE_TIMES + (waits ? RESTORE_CONSISTENCY : ""));
  }

  private static long atLeastOne(Duration limit) {
    return Math.max(1, limit.toSeconds());
  }

  private static boolean hasConsistency(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery(HAS_CONSISTENCY)) {
      return result.next();
    }
  }

  @Override
  public Undo limitLockWait(Connection connection, Duration longest) throws SQLException {
    execute(connection, KEEP_LOCK_WAIT + longest.toSeconds() + ") as unsigned)");
    return () -> execute(connection, RESTORE_LOCK_WAIT);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A group is one database on several servers. A server that cannot be in one lacks its name. */
  @Override
  public String history() {
    return """
        coalesce(
          (select nullif(v.variable_value, '')
             from performance_schema.global_variables v
            where v.variable_name = 'group_replication_group_name'),
          @@global.server_uuid)""";
  }

  @Override
  public String uptime() {
    return """
        (select cast(s.variable_value as signed)
           from performance_schema.global_status s
          where s.variable_name = 'Uptime')""";
  }

  @Override
  public UnsafeSetting readOnly() {
    return new UnsafeSetting(
        """
        select concat('read_only is ', @@global.read_only,
                      ', transactions are read only: ', @@session.transaction_read_only)
          from dual
         where @@global.read_only <> 0 or @@global.innodb_read_only <> 0
            or @@session.transaction_read_only <> 0
        """,
        "so no change can be made, or only on a replica",
        "connect to the primary server, with a pool and a session that may write");
  }

  @Override
  public List<UnsafeSetting> unsafeSettings(boolean oneWriter) {
    return Stream.of(ofServer(), LooseSession.UNSAFE_SETTINGS, GroupMember.UNSAFE_SETTINGS)
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
            select concat('sync_binlog is ', @@global.sync_binlog)
              from dual
             where @@global.log_bin <> 0 and @@global.sync_binlog <> 1
            """,
            "so after a crash of the machine, changes are rolled back that were acknowledged",
            "set it to 1"),
        new UnsafeSetting(
            """
            select concat('binlog_format is ', variable_value)
              from performance_schema.session_variables
             where variable_name = 'binlog_format' and variable_value = 'STATEMENT'
               and @@global.log_bin <> 0
            """,
            "so changes are refused, which are made at READ COMMITTED",
            "set it to ROW"),
        new UnsafeSetting(
            """
            select concat(variable_name, ' is ', variable_value)
              from performance_schema.session_variables
             where variable_name in ('character_set_client', 'character_set_connection',
                                     'character_set_results')
               and variable_value not in ('', 'utf8mb4')
             order by 1
            """,
            "so names lose characters, and those that differ may be taken for equal",
            "leave characterEncoding, characterSetResults, connectionCollation and SET NAMES to the"
                + " driver"),
        new UnsafeSetting(
            """
            select concat('column ', table_name, '.', column_name, ' has collation ',
                          collation_name)
              from information_schema.columns
             where table_schema = database() and left(table_name, 9) = 'claviger_'
               and collation_name not in ('ascii_bin', 'utf8mb4_0900_bin')
             order by 1
            """,
            "so ids or names that differ may be taken for equal",
            "give the column the collation that the file of the schema gives it"));
  }
}

package io.claviger.store.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from 14 on. */
final class PostgresDialect implements Dialect {
  /** A limit of 0 is none. */
  private static final String LIMIT_LOCK_WAIT =
      """
      select was, set_config('lock_timeout', least(nullif(millis, 0), ?)::text, true)
        from (select current_setting('lock_timeout') as was,
                     (extract(epoch from current_setting('lock_timeout')::interval) * 1000)::bigint
                       as millis) session
      """;

  private static final String WAIT_FOR_STANDBY =
      """
      select pg_logical_emit_message(true, 'claviger', '')
       where current_setting('synchronous_standby_names') <> ''
      """;

  private static final String RESTORE_LOCK_WAIT = "select set_config('lock_timeout', ?, true)";

  @Override
  public String schemaFolder() {
    return "postgresql";
  }

  @Override
  public ErrorKind kindOf(SQLException error) {
    if (Poolers.remedy(error).isPresent()) {
      return ErrorKind.FAULT;
    }
    return switch (String.valueOf(error.getSQLState())) {
      case "23505" -> ErrorKind.DUPLICATE;
      // Duplicate object and table: another connection is creating it, even "if not exists". Then
      // serialization failure, deadlock, lock not available.
      case "42710", "42P07", "40001", "40P01", "55P03" -> ErrorKind.CONFLICT;
      // Too many connections, query canceled, shutdown, crash, starting.
      case "53300", "57014", "57P01", "57P02", "57P03" -> ErrorKind.UNREACHABLE;
      // Timeouts of an idle session, of an idle transaction and of a transaction.
      case "57P05", "25P03", "25P04" -> ErrorKind.UNREACHABLE;
      case "25006" -> ErrorKind.READ_ONLY;
      case "42P01" -> ErrorKind.FAULT; // undefined table
      default -> ErrorKind.byStandard(error);
    };
  }

  /**
   * Asks by a statement, which the driver sends after its BEGIN. {@code getTransactionIsolation}
   * asks before BEGIN, and a pooler may send that question to another server connection.
   */
  @Override
  public boolean isReadCommitted(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select current_setting('transaction_isolation')")) {
      return result.next() && result.getString(1).equals("read committed");
    }
  }

  @Override
  public boolean hasPoolers() {
    return true;
  }

  /**
   * Two transactions of the application may have rows that refer to the organization. With {@code
   * for update}, each would wait for the other.
   */
  @Override
  public String forChange() {
    return "for no key update";
  }

  /** A foreign key is checked when its statement ends, and the row may have gone since. */
  @Override
  public List<String> keepKeys() {
    return List.of("lock table claviger_api_key in share mode");
  }

  /** A message in the log has no effect, but the commit of its transaction waits. */
  @Override
  public void waitForStandby(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAIT_FOR_STANDBY)) {
      statement.execute();
    }
  }

  @Override
  public boolean readsUncommitted() {
    return false;
  }

  /**
   * These settings end with the transaction, and go to the server together with its BEGIN. They are
   * prepared, so that the server does not parse them again for each change.
   */
  @Override
  public Undo begin(Connection connection, TimeLimits limits) throws SQLException {
    connection.setAutoCommit(false);
    String settings =
        "set transaction isolation level read committed;"
            + ("select set_config('lock_timeout', '" + limits.lockWait().toMillis() + "', true),")
            + (" set_config('statement_timeout', '" + limits.statement().toMillis() + "', true),")
            + " set_config('idle_in_transaction_session_timeout', '"
            + (limits.idle().toMillis() + "', true)");
    try (PreparedStatement statement = connection.prepareStatement(settings)) {
      statement.execute();
    }
    return () -> {};
  }

  @Override
  public Undo limitLockWait(Connection connection, Duration longest) throws SQLException {
    String before;
    try (PreparedStatement statement = connection.prepareStatement(LIMIT_LOCK_WAIT)) {
      statement.setLong(1, longest.toMillis());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        before = result.getString(1);
      }
    }
    return () -> {
      try (PreparedStatement statement = connection.prepareStatement(RESTORE_LOCK_WAIT)) {
        statement.setString(1, before);
        statement.execute();
      }
    };
  }

  /** {@link Connection#getSchema} returns the first of the search path, which may be another. */
  @Override
  public @Nullable String schemaOf(Connection connection, String table) throws SQLException {
    String select =
        """
        select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.oid = to_regclass(?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, table);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }

  /** PostgreSQL skips a schema that the user may not use. */
  @Override
  public List<UnsafeSetting> hiding() {
    return List.of(
        new UnsafeSetting(
            """
            select 'schema ' || n.nspname
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relname = 'claviger_schema' and c.relkind in ('r', 'p')
               and not has_schema_privilege(n.oid, 'USAGE')
               and (n.nspname = current_user
                    or quote_ident(n.nspname) = any (
                      regexp_split_to_array(current_setting('search_path'), ' *, *')))
            """,
            "where its tables are, may not be used by its user",
            "grant it USAGE on that schema, and " + Privileges.REMEDY));
  }

  /** As a number, since the text of an instant depends on the time zone of the session. */
  @Override
  public String history() {
    return "cast(extract(epoch from pg_postmaster_start_time()) as text)";
  }

  /** Expecting many rows, PostgreSQL would rather read the whole table. */
  @Override
  public String leftJoinEach(String table, String alias, String condition) {
    return "left join lateral (select * from %1$s %2$s where %3$s limit 1) %2$s on true"
        .formatted(table, alias, condition);
  }

  @Override
  public UnsafeSetting readOnly() {
    return new UnsafeSetting(
        """
        select 'transaction_read_only is on'
         where current_setting('transaction_read_only') = 'on'
        """,
        "so no change can be made",
        "connect to the primary server, with a pool and a user whose transactions may write");
  }

  @Override
  public List<UnsafeSetting> unsafeSettings(boolean oneWriter) {
    return List.of(
        new UnsafeSetting(
            """
            select 'its encoding is ' || current_setting('server_encoding')
             where current_setting('server_encoding') <> 'UTF8'
            """,
            "so names and descriptions cannot all be stored",
            "use a database with encoding UTF8"),
        new UnsafeSetting(
            """
            select 'synchronous_commit is off'
             where current_setting('synchronous_commit') = 'off'
            """,
            "so a crash of the server loses changes that were acknowledged",
            "set synchronous_commit to on for the user of the store (alter role ... set)"),
        new UnsafeSetting(
            """
            select 'client_min_messages is error'
             where current_setting('client_min_messages') = 'error'
            """,
            "so a change that its synchronous standby lacks is taken for committed",
            "set client_min_messages to notice for the user of the store (alter role ... set)"),
        new UnsafeSetting(
            """
            select 'session_replication_role is replica'
             where current_setting('session_replication_role') = 'replica'
            """,
            "so the verifiers and all other rows of a deleted key stay",
            "leave it at origin for the user of the store"),
        new UnsafeSetting(
            """
            select 'it has standbys, and synchronous_standby_names is empty'
              from pg_stat_replication
             where current_setting('synchronous_standby_names') = ''
               and current_setting('synchronous_commit') <> 'local'
               and application_name not in ('pg_basebackup', 'pg_receivewal', 'barman_receive_wal')
               -- a logical subscriber is connected to a database
               and pid in (select pid from pg_stat_activity where datid is null)
             limit 1
            """,
            "so a failover loses acknowledged changes, revocations too",
            "name one there, or accept it: set synchronous_commit to local for the store's user"),
        new UnsafeSetting(
            """
            select 'column ' || a.attrelid::regclass || '.' || a.attname || ' has collation '
                   || c.collname
              from pg_attribute a join pg_collation c on c.oid = a.attcollation
             where a.attrelid in (
                     select oid from pg_class
                      where left(relname::text, 9) = 'claviger_' and relkind in ('r', 'p')
                        and pg_table_is_visible(oid))
               and not c.collisdeterministic
             order by 1
            """,
            "so ids that differ may be taken for equal",
            "give the column the collation that the file of the schema gives it"));
  }
}

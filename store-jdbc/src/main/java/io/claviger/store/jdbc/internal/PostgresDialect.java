package io.claviger.store.jdbc.internal;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from 14 on, and databases that speak as it does. */
final class PostgresDialect implements Dialect {
  private static final Map<String, Trouble> ERRORS =
      Map.ofEntries(
          entry("23505", Trouble.TAKEN), // unique_violation
          // Beside a table whose making is under way elsewhere, "if not exists" or not.
          entry("42710", Trouble.LOST_RACE), // duplicate_object
          entry("42P07", Trouble.LOST_RACE), // duplicate_table
          entry("40001", Trouble.LOST_RACE), // serialization_failure
          entry("40P01", Trouble.LOST_RACE), // deadlock_detected
          entry("55P03", Trouble.LOST_RACE), // lock_not_available
          entry("53300", Trouble.UNREACHABLE), // too_many_connections
          entry("57014", Trouble.UNREACHABLE), // query_canceled
          entry("57P01", Trouble.UNREACHABLE), // admin_shutdown
          entry("57P02", Trouble.UNREACHABLE), // crash_shutdown
          entry("57P03", Trouble.UNREACHABLE), // cannot_connect_now
          entry("57P05", Trouble.UNREACHABLE), // idle_session_timeout
          entry("25P03", Trouble.UNREACHABLE), // idle_in_transaction_session_timeout
          entry("25P04", Trouble.UNREACHABLE), // transaction_timeout
          entry("25006", Trouble.READ_ONLY), // read_only_sql_transaction
          entry("42P01", Trouble.FAULT)); // undefined_table

  @Override
  public String schemaFolder() {
    return "postgresql";
  }

  @Override
  public Trouble troubleOf(SQLException error) {
    if (Poolers.lostStatement(error)) {
      return Trouble.FAULT;
    }
    Trouble known = error.getSQLState() == null ? null : ERRORS.get(error.getSQLState());
    return known != null ? known : Trouble.byStandard(error);
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

  @Override
  public boolean readsUncommitted() {
    return false;
  }

  /** All of it ends with the transaction, and goes to the server together with its begin. */
  @Override
  public Undo begin(Connection connection, TimeLimits limits) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set transaction isolation level read committed;"
              + ("set local lock_timeout = " + limits.lockWait().toMillis() + ";")
              + ("set local statement_timeout = " + limits.statement().toMillis() + ";")
              + ("set local idle_in_transaction_session_timeout = " + limits.idle().toMillis()));
    }
    return () -> {};
  }

  /** Not always the first of the search path, which {@link Connection#getSchema} gives. */
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

  /** A schema that the user may not use is passed over, as if it were not in the search path. */
  @Override
  public List<Danger> hiding() {
    return List.of(
        new Danger(
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
            "grant it USAGE on that schema, and " + Rights.MEND));
  }

  @Override
  public Danger readOnly() {
    return new Danger(
        """
        select 'transaction_read_only is on'
         where current_setting('transaction_read_only') = 'on'
        """,
        "so no change can be made",
        "connect to the primary server, with a pool and a user whose transactions may write");
  }

  @Override
  public List<Danger> dangers(boolean oneWriter) {
    return List.of(
        new Danger(
            """
            select 'its encoding is ' || current_setting('server_encoding')
             where current_setting('server_encoding') <> 'UTF8'
            """,
            "so names and descriptions cannot all be stored",
            "use a database with encoding UTF8"),
        new Danger(
            """
            select 'synchronous_commit is off'
             where current_setting('synchronous_commit') = 'off'
            """,
            "so a crash of the server loses changes that were acknowledged",
            "set synchronous_commit to on for the user of the store (alter role ... set)"),
        new Danger(
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

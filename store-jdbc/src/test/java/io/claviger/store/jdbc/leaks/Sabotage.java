package io.claviger.store.jdbc.leaks;

import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.jdbc.internal.JdbcProxies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** What an operator, or bad luck, does to a database while it is used. */
final class Sabotage {
  private static final String NOTHING = "\0";

  private final TestDatabase database;
  private final DataSource plain;
  private final AtomicReference<String> doomed = new AtomicReference<>(NOTHING);

  Sabotage(TestDatabase database, DataSource plain) {
    this.database = database;
    this.plain = plain;
  }

  /** Connections that can be killed when they do what {@link #killAt} says. */
  DataSource connections() {
    return JdbcProxies.connections(
        plain,
        connection ->
            (method, arguments, call) -> {
              if (isDoomed(method, arguments)) {
                kill(connection);
              }
              return call.proceed();
            });
  }

  /** The next connection dies that prepares a statement with this text, or commits. */
  void killAt(String what) {
    doomed.set(what);
  }

  /** From a connection of the operator's. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A transaction that holds the rows which this statement changes, until it is closed. */
  Connection hold(String update) throws SQLException {
    Connection connection = plain.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(update);
    }
    return connection;
  }

  /** It gives up waiting for a row as soon as the database lets it. */
  void makeImpatient(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          switch (database) {
            case H2 -> "set lock_timeout 10";
            case MARIADB -> "set session innodb_lock_wait_timeout = 1";
            case POSTGRES_14, POSTGRES_18 -> "set local lock_timeout = 10";
          });
    }
  }

  private boolean isDoomed(String method, Object[] arguments) {
    String what = doomed.get();
    boolean meant =
        method.equals(what)
            || (method.equals("prepareStatement") && arguments[0].toString().contains(what));
    return meant && doomed.compareAndSet(what, NOTHING);
  }

  private void kill(Connection connection) throws SQLException {
    execute(
        switch (database) {
          case H2 -> "call abort_session(" + first(connection, "call session_id()") + ")";
          case MARIADB -> "kill " + first(connection, "select connection_id()");
          case POSTGRES_14, POSTGRES_18 ->
              "select pg_terminate_backend(" + first(connection, "select pg_backend_pid()") + ")";
        });
  }

  private static String first(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}

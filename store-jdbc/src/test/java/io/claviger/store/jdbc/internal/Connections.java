package io.claviger.store.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.function.Executable;

/** Plain connections to one database, on which errors are provoked. */
final class Connections implements AutoCloseable {
  private final DataSource dataSource;
  private final Dialect dialect;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Connection> opened = new ArrayList<>();

  Connections(DataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
  }

  Connection open() throws SQLException {
    Connection connection = dataSource.getConnection();
    opened.add(connection);
    return connection;
  }

  /** With a transaction that is begun by its first statement. */
  Connection openTransaction(String... settings) throws SQLException {
    Connection connection = open();
    for (String setting : settings) {
      execute(connection, setting);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  /** Looks again and again until it is so; the time-out of the test bounds that. */
  void await(String sql, String answer) throws SQLException {
    Connection connection = open();
    while (!first(connection, sql).equals(answer)) {
      Thread.onSpinWait();
    }
  }

  void assertTrouble(Trouble trouble, String code, Executable provoking) {
    SQLException error = assertThrows(SQLException.class, provoking);
    assertIs(trouble, code, error);
  }

  /** The code is the number of the error or its SQLState. */
  void assertIs(Trouble trouble, String code, SQLException error) {
    assertEquals(
        code,
        code.length() == 5 ? error.getSQLState() : Integer.toString(error.getErrorCode()),
        error.getMessage());
    assertEquals(trouble, dialect.troubleOf(error));
  }

  /** Of two transactions that want each other's row, one is given up. */
  SQLException deadlock(Connection one, Connection other, String first, String second)
      throws Exception {
    execute(one, first);
    execute(other, second);
    Future<Optional<SQLException>> crossing = executing(one, second);
    Optional<SQLException> own = error(other, first);
    return own.or(() -> end(crossing)).orElseThrow();
  }

  /** In a thread of its own. */
  Future<Optional<SQLException>> executing(Connection connection, String sql) {
    return threads.submit(() -> error(connection, sql));
  }

  static Optional<SQLException> end(Future<Optional<SQLException>> executing) {
    try {
      return executing.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static Optional<SQLException> error(Connection connection, String sql) {
    try {
      execute(connection, sql);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    for (Connection connection : opened) {
      connection.close();
    }
  }
}

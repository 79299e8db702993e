package io.claviger.store.jdbc.databases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.store.jdbc.internal.dialect.Dialect;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
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

/** Plain connections to one database, on which a test provokes errors. */
public final class Connections implements AutoCloseable {
  private final DataSource dataSource;
  private final Dialect dialect;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Connection> opened = new ArrayList<>();

  public Connections(DataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
  }

  public Connection open() throws SQLException {
    Connection connection = dataSource.getConnection();
    opened.add(connection);
    return connection;
  }

  /** Opens a connection whose first statement begins a transaction. */
  public Connection openTransaction(String... settings) throws SQLException {
    Connection connection = open();
    for (String setting : settings) {
      execute(connection, setting);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  /** Runs the query until it has this answer; the time-out of the test bounds that. */
  public void await(String sql, String answer) throws SQLException {
    Connection connection = open();
    while (!first(connection, sql).equals(answer)) {
      Thread.onSpinWait();
    }
  }

  public void assertKind(ErrorKind kind, String code, Executable provoking) {
    SQLException error = assertThrows(SQLException.class, provoking);
    assertIs(kind, code, error);
  }

  /** Compares a code of five characters with the SQLState, others with the error code. */
  public void assertIs(ErrorKind kind, String code, SQLException error) {
    assertEquals(
        code,
        code.length() == 5 ? error.getSQLState() : Integer.toString(error.getErrorCode()),
        error.getMessage());
    assertEquals(kind, dialect.kindOf(error));
  }

  /** Lets two transactions want each other's row, and returns the error of one. */
  public SQLException deadlock(Connection one, Connection other, String first, String second)
      throws Exception {
    execute(one, first);
    execute(other, second);
    Future<Optional<SQLException>> crossing = executing(one, second);
    Optional<SQLException> own = error(other, first);
    return own.or(() -> end(crossing)).orElseThrow();
  }

  /** Executes the statement in another thread. */
  public Future<Optional<SQLException>> executing(Connection connection, String sql) {
    return threads.submit(() -> error(connection, sql));
  }

  public static Optional<SQLException> end(Future<Optional<SQLException>> executing) {
    try {
      return executing.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Optional<SQLException> error(Connection connection, String sql) {
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

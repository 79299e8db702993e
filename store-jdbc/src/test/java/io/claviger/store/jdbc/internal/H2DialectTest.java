package io.claviger.store.jdbc.internal;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the table of errors, provoked where they can be. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class H2DialectTest {
  // The common pool may have a single thread, and both must be under way.
  private static final Executor OWN_THREADS = task -> new Thread(task).start();

  private final Dialect dialect = new H2Dialect();
  private final List<Connection> opened = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : opened) {
      connection.close();
    }
  }

  @Test
  void aTakenIdIsTold() throws SQLException {
    Connection one = table("taken");
    assertTrouble(
        Trouble.TAKEN,
        ErrorCode.DUPLICATE_KEY_1,
        () -> execute(one, "insert into t values (1, 'again')"));
  }

  @Test
  void aLockThatDoesNotComeIsALostRace() throws SQLException {
    Connection one = table("lock");
    Connection other = connect("jdbc:h2:mem:lock;LOCK_TIMEOUT=1");
    one.setAutoCommit(false);
    execute(one, "update t set text = 'x' where id = 1");
    assertTrouble(
        Trouble.LOST_RACE,
        ErrorCode.LOCK_TIMEOUT_1,
        () -> execute(other, "update t set text = 'y' where id = 1"));
  }

  @Test
  void aDeadlockIsALostRace() throws SQLException {
    Connection one = table("deadlock");
    Connection other = connect("jdbc:h2:mem:deadlock");
    for (Connection connection : List.of(one, other)) {
      connection.setAutoCommit(false);
      execute(connection, "set lock_timeout 20000");
    }
    execute(one, "update t set text = 'x' where id = 1");
    execute(other, "update t set text = 'x' where id = 2");
    List<CompletableFuture<Optional<SQLException>>> crossing =
        List.of(
            supplyAsync(() -> error(one, "update t set text = '' where id = 2"), OWN_THREADS),
            supplyAsync(() -> error(other, "update t set text = '' where id = 1"), OWN_THREADS));
    List<SQLException> victims =
        crossing.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    assertEquals(1, victims.size());
    assertEquals(ErrorCode.DEADLOCK_1, victims.get(0).getErrorCode());
    assertEquals(Trouble.LOST_RACE, dialect.troubleOf(victims.get(0)));
    one.rollback();
    other.rollback();
  }

  @Test
  void aStatementThatTakesTooLongIsUnreachable() throws SQLException {
    Connection one = table("slow");
    execute(one, "set query_timeout 50");
    assertTrouble(
        Trouble.UNREACHABLE,
        ErrorCode.STATEMENT_WAS_CANCELED,
        () -> execute(one, "select sum(x) from system_range(1, 1000000000)"));
  }

  @Test
  void whatIsClosedIsUnreachable() throws SQLException {
    Connection one = table("closed;DB_CLOSE_DELAY=-1");
    Connection other = connect("jdbc:h2:mem:closed");
    execute(one, "shutdown");
    assertTrouble(
        Trouble.UNREACHABLE,
        ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
        () -> execute(other, "select * from t"));
    other.close();
    assertTrouble(
        Trouble.UNREACHABLE, ErrorCode.OBJECT_CLOSED, () -> execute(other, "select * from t"));
  }

  @Test
  void aServerThatIsGoneIsUnreachable() throws SQLException {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    Connection remote = connect("jdbc:h2:" + server.getURL() + "/mem:remote");
    execute(remote, "create table t (id integer)");
    server.stop();
    assertTrouble(
        Trouble.UNREACHABLE,
        ErrorCode.CONNECTION_BROKEN_1,
        () -> execute(remote, "select * from t"));
  }

  @Test
  void aFileThatAnotherHoldsIsUnreachable() throws SQLException {
    connect("jdbc:h2:async:" + folder.resolve("held"));
    assertTrouble(
        Trouble.UNREACHABLE,
        ErrorCode.DATABASE_ALREADY_OPEN_1,
        () -> connect("jdbc:h2:file:" + folder.resolve("held")));
  }

  @Test
  void exclusiveModeIsUnreachable() throws SQLException {
    execute(table("exclusive"), "set exclusive 1");
    assertTrouble(
        Trouble.UNREACHABLE,
        ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE,
        () -> connect("jdbc:h2:mem:exclusive"));
  }

  @Test
  void anExhaustedPoolIsUnreachable() throws SQLException {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:pool");
    HikariConfig config = new HikariConfig();
    config.setDataSource(h2);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(250);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      opened.add(pool.getConnection());
      SQLException error = assertThrows(SQLException.class, pool::getConnection);
      assertEquals(Trouble.UNREACHABLE, dialect.troubleOf(error));
    }
  }

  @Test
  void aMissingTableIsAFault() throws SQLException {
    Connection empty = connect("jdbc:h2:mem:empty");
    assertTrouble(
        Trouble.FAULT,
        ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1,
        () -> execute(empty, "select * from u"));
    Connection other = table("other");
    assertTrouble(
        Trouble.FAULT,
        ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
        () -> execute(other, "select * from u"));
  }

  @Test
  void aReadOnlyDatabaseIsAFault() throws SQLException {
    String url = "jdbc:h2:async:" + folder.resolve("readonly");
    execute(connect(url), "create table t (id integer)");
    close();
    Connection readOnly = connect(url + ";ACCESS_MODE_DATA=r");
    assertTrouble(
        Trouble.FAULT,
        ErrorCode.DATABASE_IS_READ_ONLY,
        () -> execute(readOnly, "insert into t values (1)"));
  }

  @Test
  void whatNoRowKnowsGoesByTheStandard() throws SQLException {
    Connection one = table("standard");
    assertTrouble(
        Trouble.FAULT,
        ErrorCode.VALUE_TOO_LONG_2,
        () -> execute(one, "insert into t values (3, 'much too long')"));
    assertEquals(Trouble.UNREACHABLE, dialect.troubleOf(new SQLException("gone", "08006")));
    assertEquals(
        Trouble.UNREACHABLE, dialect.troubleOf(new SQLNonTransientConnectionException("gone")));
    assertEquals(Trouble.FAULT, dialect.troubleOf(new SQLException("odd")));
    assertEquals(
        Trouble.UNREACHABLE,
        dialect.troubleOf(new SQLException("waiting", new InterruptedException())));
  }

  /** These two need a statement that is under way at the wrong moment. */
  @Test
  void rowsThatCannotBeProvokedHere() {
    assertEquals(
        Trouble.LOST_RACE,
        dialect.troubleOf(new SQLException("", "90131", ErrorCode.CONCURRENT_UPDATE_1)));
    assertEquals(
        Trouble.UNREACHABLE,
        dialect.troubleOf(new SQLException("", "90098", ErrorCode.DATABASE_IS_CLOSED)));
  }

  private void assertTrouble(Trouble trouble, int code, Executable provoking) {
    SQLException error = assertThrows(SQLException.class, provoking);
    assertEquals(code, error.getErrorCode(), error.getMessage());
    assertEquals(trouble, dialect.troubleOf(error));
  }

  private Connection table(String database) throws SQLException {
    Connection connection = connect("jdbc:h2:mem:" + database);
    execute(connection, "create table t (id integer primary key, text varchar(5))");
    execute(connection, "insert into t values (1, 'one'), (2, 'two')");
    return connection;
  }

  private Connection connect(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    opened.add(connection);
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<SQLException> error(Connection connection, String sql) {
    try {
      execute(connection, sql);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }
}

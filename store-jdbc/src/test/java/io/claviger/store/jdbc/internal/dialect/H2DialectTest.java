package io.claviger.store.jdbc.internal.dialect;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.databases.Connections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provokes the errors that the dialect lists, if that is possible. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class H2DialectTest {
  private static final String FIRST_ROW = "update t set text = 'x' where id = 1";
  private static final String SECOND_ROW = "update t set text = 'x' where id = 2";

  private final Dialect dialect = new H2Dialect();
  private final JdbcDataSource dataSource = new JdbcDataSource();
  private final Connections connections = new Connections(dataSource, dialect);
  @TempDir Path folder;

  @BeforeEach
  void createTable() throws SQLException {
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=20000");
    Connection connection = connections.open();
    execute(connection, "create table t (id integer primary key, text varchar(5))");
    execute(connection, "insert into t values (1, 'one'), (2, 'two')");
  }

  @AfterEach
  void close() throws SQLException {
    connections.close();
  }

  @Test
  void aDuplicateIdIsRecognized() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(
        ErrorKind.DUPLICATE, "23505", () -> execute(one, "insert into t values (1, 'again')"));
  }

  @Test
  void aLockTimeoutIsALostRace() throws SQLException {
    Connection one = connections.openTransaction();
    Connection other = connections.openTransaction("set lock_timeout 1");
    execute(one, FIRST_ROW);
    connections.assertKind(ErrorKind.CONFLICT, "HYT00", () -> execute(other, FIRST_ROW));
  }

  @Test
  void aDeadlockIsALostRace() throws Exception {
    connections.assertIs(
        ErrorKind.CONFLICT,
        "40001",
        connections.deadlock(
            connections.openTransaction(), connections.openTransaction(), FIRST_ROW, SECOND_ROW));
  }

  @Test
  void aStatementThatTakesTooLongIsUnreachable() throws SQLException {
    Connection one = connections.open();
    execute(one, "set query_timeout 50");
    connections.assertKind(
        ErrorKind.UNREACHABLE,
        "57014",
        () -> execute(one, "select sum(x) from system_range(1, 1000000000)"));
  }

  @Test
  void aClosedDatabaseIsUnreachable() throws SQLException {
    Connection one = connections.open();
    Connection other = connections.open();
    execute(one, "shutdown");
    connections.assertKind(ErrorKind.UNREACHABLE, "90121", () -> execute(other, "select * from t"));
    other.close();
    connections.assertKind(ErrorKind.UNREACHABLE, "90007", () -> execute(other, "select * from t"));
  }

  @Test
  void aStoppedServerIsUnreachable() throws SQLException {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    dataSource.setURL("jdbc:h2:" + server.getURL() + "/mem:remote");
    Connection remote = connections.open();
    server.stop();
    connections.assertKind(ErrorKind.UNREACHABLE, "90067", () -> execute(remote, "call 1"));
  }

  @Test
  void aFileThatAnotherHoldsIsUnreachable() throws SQLException {
    dataSource.setURL("jdbc:h2:async:" + folder.resolve("held"));
    Connection unused = connections.open();
    dataSource.setURL("jdbc:h2:file:" + folder.resolve("held"));
    connections.assertKind(ErrorKind.UNREACHABLE, "90020", connections::open);
  }

  @Test
  void exclusiveModeIsUnreachable() throws SQLException {
    execute(connections.open(), "set exclusive 1");
    connections.assertKind(ErrorKind.UNREACHABLE, "90135", connections::open);
  }

  @Test
  void anExhaustedPoolIsUnreachable() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(250);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connections limited = new Connections(pool, dialect)) {
      Connection unused = limited.open();
      limited.assertKind(ErrorKind.UNREACHABLE, "0", limited::open);
    }
  }

  @Test
  void aMissingTableIsAFault() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(ErrorKind.FAULT, "42S02", () -> execute(one, "select * from u"));
  }

  @Test
  void aReadOnlyDatabaseIsAFault() throws SQLException {
    String url = "jdbc:h2:async:" + folder.resolve("readonly");
    dataSource.setURL(url);
    try (Connection writing = dataSource.getConnection()) {
      execute(writing, "create table t (id integer)");
    }
    dataSource.setURL(url + ";ACCESS_MODE_DATA=r");
    Connection readOnly = connections.open();
    connections.assertKind(
        ErrorKind.FAULT, "90097", () -> execute(readOnly, "insert into t values (1)"));
  }

  @Test
  void otherErrorsGoByTheStandard() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(
        ErrorKind.FAULT, "22001", () -> execute(one, "insert into t values (3, 'much too long')"));
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("gone", "08006")));
    assertEquals(
        ErrorKind.UNREACHABLE, dialect.kindOf(new SQLNonTransientConnectionException("gone")));
    assertEquals(ErrorKind.FAULT, dialect.kindOf(new SQLException("odd")));
    assertEquals(
        ErrorKind.UNREACHABLE,
        dialect.kindOf(new SQLException("waiting", new InterruptedException())));
  }

  /** These need a statement that runs at the wrong moment, or an empty database. */
  @ParameterizedTest
  @CsvSource({"90131, CONFLICT", "90098, UNREACHABLE", "42104, FAULT"})
  void errorsThatCannotBeProvokedHere(int code, ErrorKind kind) {
    assertEquals(kind, dialect.kindOf(new SQLException("", "HY000", code)));
  }
}

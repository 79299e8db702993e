package io.claviger.store.jdbc.internal.dialect;

import static io.claviger.store.jdbc.databases.Connections.end;
import static io.claviger.store.jdbc.databases.Connections.execute;
import static io.claviger.store.jdbc.databases.Connections.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mariadb.jdbc.MariaDbDataSource;

/** Provokes the errors that the dialect lists, if that is possible. */
@Tag("databases")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MariaDbDialectTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final String FIRST_ROW = "update t set text = 'x' where id = 1";
  private static final String SECOND_ROW = "update t set text = 'x' where id = 2";
  private static final String ENDLESS =
      "select count(*) from seq_1_to_1000000 a, seq_1_to_1000000 b";

  private final Dialect dialect = new MariaDbDialect();
  private final MariaDbDataSource dataSource;
  private final Connections connections;

  MariaDbDialectTest(Servers servers) throws SQLException {
    dataSource = (MariaDbDataSource) servers.freshDatabase(TestDatabase.MARIADB);
    connections = new Connections(dataSource, dialect);
  }

  @BeforeEach
  void makeTable() throws SQLException {
    Connection connection = connections.open();
    execute(connection, "create table t (id integer primary key, text varchar(5))");
    execute(connection, "insert into t values (1, 'one'), (2, 'two')");
  }

  @AfterEach
  void close() throws SQLException {
    connections.close();
  }

  @Test
  void aTakenIdIsTold() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(
        ErrorKind.DUPLICATE, "1062", () -> execute(one, "insert into t values (1, 'again')"));
  }

  @Test
  void aLockThatDoesNotComeIsALostRace() throws SQLException {
    Connection one = connections.openTransaction();
    Connection other = connections.openTransaction("set innodb_lock_wait_timeout = 0");
    execute(one, FIRST_ROW);
    connections.assertKind(ErrorKind.CONFLICT, "1205", () -> execute(other, FIRST_ROW));
  }

  @Test
  void aDeadlockIsALostRace() throws Exception {
    connections.assertIs(
        ErrorKind.CONFLICT,
        "1213",
        connections.deadlock(
            connections.openTransaction(), connections.openTransaction(), FIRST_ROW, SECOND_ROW));
  }

  @Test
  void aConflictOfIsolationIsALostRace() throws SQLException {
    Connection one = connections.openTransaction("set innodb_snapshot_isolation = 1");
    assertEquals("one", first(one, "select text from t where id = 1"));
    execute(connections.open(), FIRST_ROW);
    connections.assertKind(ErrorKind.CONFLICT, "1020", () -> execute(one, FIRST_ROW));
  }

  @Test
  void aStatementThatTakesTooLongIsUnreachable() throws SQLException {
    Connection one = connections.openTransaction("set max_statement_time = 0.05");
    connections.assertKind(ErrorKind.UNREACHABLE, "1969", () -> execute(one, ENDLESS));
  }

  @Test
  void aStatementThatIsKilledIsUnreachable() throws SQLException {
    connections.assertIs(ErrorKind.UNREACHABLE, "1317", errorWhenKilled("query"));
  }

  @Test
  void aConnectionThatIsKilledIsUnreachable() throws SQLException {
    SQLException error = errorWhenKilled("connection");
    // The server says so, if it has not closed the socket by then.
    assertTrue(
        error.getErrorCode() == 1927 || "08000".equals(error.getSQLState()), error::toString);
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(error));
  }

  @Test
  void tooManyConnectionsAreUnreachable() throws SQLException {
    Connection administrator = connections.open();
    String usual = first(administrator, "select @@global.max_connections");
    execute(administrator, "set global max_connections = 10");
    try {
      connections.assertKind(
          ErrorKind.UNREACHABLE,
          "1040",
          () -> {
            for (int i = 0; i <= 11; i++) {
              connections.open();
            }
          });
    } finally {
      execute(administrator, "set global max_connections = " + usual);
    }
  }

  @Test
  void aLimitOfTheUserIsUnreachable() throws SQLException {
    execute(connections.open(), "create or replace user crowded@'%' with max_user_connections 1");
    dataSource.setUser("crowded");
    dataSource.setUrl(dataSource.getUrl().replaceFirst("/test_\\d+\\?", "/?"));
    connections.open();
    connections.assertKind(ErrorKind.UNREACHABLE, "1226", connections::open);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws SQLException {
    dataSource.setUrl("jdbc:mariadb://127.0.0.1:1/x?user=root");
    connections.assertKind(ErrorKind.UNREACHABLE, "08000", connections::open);
  }

  @Test
  void aReadOnlyServerIsReadOnly() throws SQLException {
    Connection administrator = connections.open();
    String database = first(administrator, "select database()");
    execute(administrator, "create or replace user plain@'%'");
    execute(administrator, "grant all on " + database + ".* to plain@'%'");
    dataSource.setUser("plain");
    Connection plain = connections.open();
    execute(administrator, "set global read_only = 1");
    try {
      connections.assertKind(ErrorKind.READ_ONLY, "1290", () -> execute(plain, FIRST_ROW));
    } finally {
      execute(administrator, "set global read_only = 0");
    }
  }

  @Test
  void aReadOnlyTransactionIsReadOnly() throws SQLException {
    Connection one = connections.openTransaction("set session transaction read only");
    connections.assertKind(ErrorKind.READ_ONLY, "1792", () -> execute(one, FIRST_ROW));
  }

  @Test
  void aMissingTableIsAFault() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(ErrorKind.FAULT, "1146", () -> execute(one, "select 1 from u"));
  }

  @Test
  void whatNoRowKnowsGoesByTheStandard() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(
        ErrorKind.FAULT, "1406", () -> execute(one, "insert into t values (3, 'much too long')"));
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("gone", "08S01")));
  }

  /** These need a server that stops, or one with a limit. */
  @Test
  void rowsThatCannotBeProvokedHere() {
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("", "08S01", 1053)));
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("", "08S01", 1047)));
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("", "42000", 1203)));
  }

  private SQLException errorWhenKilled(String what) throws SQLException {
    Connection one = connections.open();
    String id = first(one, "select connection_id()");
    Future<Optional<SQLException>> running = connections.executing(one, ENDLESS);
    connections.await(
        "select count(*) from information_schema.processlist where info = '" + ENDLESS + "'", "1");
    execute(connections.open(), "kill " + what + " " + id);
    return end(running).orElseThrow();
  }
}

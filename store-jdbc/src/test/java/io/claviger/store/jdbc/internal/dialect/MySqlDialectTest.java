package io.claviger.store.jdbc.internal.dialect;

import static io.claviger.store.jdbc.databases.Connections.end;
import static io.claviger.store.jdbc.databases.Connections.execute;
import static io.claviger.store.jdbc.databases.Connections.first;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mysql.cj.jdbc.MysqlDataSource;
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
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provokes the errors of MySQL. */
@Tag("databases")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledIf("io.claviger.store.jdbc.Installed#mySql")
final class MySqlDialectTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final String FIRST_ROW = "update t set text = 'x' where id = 1";
  private static final String SECOND_ROW = "update t set text = 'x' where id = 2";
  private static final String ENDLESS =
      "select count(*) from information_schema.columns a, information_schema.columns b,"
          + " information_schema.columns c";

  private final Dialect dialect = new MySqlDialect();
  private final MysqlDataSource dataSource;
  private final Connections connections;

  MySqlDialectTest(Servers servers) throws SQLException {
    dataSource = (MysqlDataSource) servers.freshDatabase(TestDatabase.MYSQL);
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
    Connection other = connections.openTransaction("set innodb_lock_wait_timeout = 1");
    execute(one, FIRST_ROW);
    connections.assertKind(ErrorKind.CONFLICT, "1205", () -> execute(other, FIRST_ROW));
    String atOnce = "select id from t where id = 1 for update " + dialect.forUsage();
    connections.assertKind(ErrorKind.CONFLICT, "3572", () -> execute(other, atOnce));
  }

  /** No other limit applies to a table that somebody alters. */
  @Test
  void aTableThatIsAlteredIsALostRace() throws SQLException {
    Connection one = connections.open();
    Connection other = connections.openTransaction("set lock_wait_timeout = 1");
    execute(one, "lock tables t write");
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
  void aStatementThatTakesTooLongIsUnreachable() throws SQLException {
    Connection one = connections.openTransaction("set max_execution_time = 50");
    connections.assertKind(ErrorKind.UNREACHABLE, "3024", () -> execute(one, ENDLESS));
  }

  @Test
  void aStatementThatIsKilledIsUnreachable() throws SQLException {
    connections.assertIs(ErrorKind.UNREACHABLE, "1317", errorWhenKilled("query"));
  }

  @Test
  void aConnectionThatIsKilledIsUnreachable() throws SQLException {
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(errorWhenKilled("connection")));
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
    execute(
        connections.open(), "create user if not exists crowded@'%' with max_user_connections 1");
    dataSource.setUser("crowded");
    dataSource.setUrl(dataSource.getUrl().replaceFirst("/test_\\d+\\?", "/?"));
    connections.open();
    connections.assertKind(ErrorKind.UNREACHABLE, "1226", connections::open);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws SQLException {
    dataSource.setUrl("jdbc:mysql://127.0.0.1:1/x");
    connections.assertKind(ErrorKind.UNREACHABLE, "08S01", connections::open);
  }

  @ParameterizedTest
  @CsvSource({"read_only, READ_ONLY, 1290", "offline_mode, UNREACHABLE, 3032"})
  void aServerThatTakesNoChanges(String mode, ErrorKind kind, String code) throws SQLException {
    Connection administrator = connections.open();
    Connection plain = plainUser(administrator);
    execute(administrator, "set global " + mode + " = 1");
    try {
      connections.assertKind(
          kind,
          code,
          () -> {
            execute(mode.equals("read_only") ? plain : connections.open(), FIRST_ROW);
          });
    } finally {
      execute(administrator, "set global " + mode + " = 0");
    }
  }

  private Connection plainUser(Connection administrator) throws SQLException {
    String database = first(administrator, "select database()");
    execute(administrator, "create user if not exists plain@'%'");
    execute(administrator, "grant all on " + database + ".* to plain@'%'");
    dataSource.setUser("plain");
    return connections.open();
  }

  @Test
  void aReadOnlyTransactionIsReadOnly() throws SQLException {
    Connection one = connections.openTransaction("set session transaction read only");
    connections.assertKind(ErrorKind.READ_ONLY, "S1009", () -> execute(one, FIRST_ROW));
    Connection other = connections.openTransaction();
    execute(other, "start transaction read only");
    connections.assertKind(ErrorKind.READ_ONLY, "1792", () -> execute(other, FIRST_ROW));
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

  /** These need a server that stops, or a group. */
  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, 1053",
    "UNREACHABLE, 1203",
    "UNREACHABLE, 4031",
    "UNREACHABLE, 3098",
    "UNREACHABLE, 3100",
    "UNREACHABLE, 3797",
    "UNREACHABLE, 3101",
    "READ_ONLY, 1836"
  })
  void rowsThatCannotBeProvokedHere(ErrorKind kind, int code) {
    assertEquals(kind, dialect.kindOf(new SQLException("", "HY000", code)));
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

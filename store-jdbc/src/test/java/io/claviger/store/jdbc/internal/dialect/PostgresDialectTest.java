package io.claviger.store.jdbc.internal.dialect;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static io.claviger.store.jdbc.databases.Connections.first;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Provokes the errors that the dialect lists, if that is possible. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PostgresDialectTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final String FIRST_ROW = "update t set text = 'x' where id = 1";
  private static final String SECOND_ROW = "update t set text = 'x' where id = 2";

  private final Dialect dialect = new PostgresDialect();
  private final PGSimpleDataSource dataSource;
  private final Connections connections;

  PostgresDialectTest(Servers servers) throws SQLException {
    dataSource = (PGSimpleDataSource) servers.freshDatabase(TestDatabase.POSTGRES_18);
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

  /** This works before the dialect is known, too. */
  @ParameterizedTest
  @ValueSource(strings = {"53300", "57P01", "57P02", "57P03"})
  void aServerThatHasNoConnectionToGiveIsOutOfReach(String state) {
    assertEquals(ErrorKind.UNREACHABLE, ErrorKind.byStandard(new SQLException("not now", state)));
  }

  @Test
  void aTakenIdIsTold() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(
        ErrorKind.DUPLICATE, "23505", () -> execute(one, "insert into t values (1, 'again')"));
  }

  @Test
  void aLockThatDoesNotComeIsALostRace() throws SQLException {
    Connection one = connections.openTransaction();
    Connection other = connections.openTransaction("set lock_timeout = 1");
    execute(one, FIRST_ROW);
    connections.assertKind(ErrorKind.CONFLICT, "55P03", () -> execute(other, FIRST_ROW));
  }

  @Test
  void aDeadlockIsALostRace() throws Exception {
    connections.assertIs(
        ErrorKind.CONFLICT,
        "40P01",
        connections.deadlock(
            connections.openTransaction(), connections.openTransaction(), FIRST_ROW, SECOND_ROW));
  }

  @Test
  void aConflictOfIsolationIsALostRace() throws SQLException {
    Connection one =
        connections.openTransaction(
            "set session characteristics as transaction isolation level repeatable read");
    assertEquals("one", first(one, "select text from t where id = 1"));
    execute(connections.open(), FIRST_ROW);
    connections.assertKind(ErrorKind.CONFLICT, "40001", () -> execute(one, FIRST_ROW));
  }

  @Test
  void aStatementThatTakesTooLongIsUnreachable() throws SQLException {
    Connection one = connections.openTransaction("set statement_timeout = 50");
    connections.assertKind(
        ErrorKind.UNREACHABLE, "57014", () -> execute(one, "select pg_sleep(50)"));
  }

  @Test
  void aConnectionThatIsEndedIsUnreachable() throws SQLException {
    Connection one = connections.open();
    String process = first(one, "select pg_backend_pid()");
    execute(connections.open(), "select pg_terminate_backend(" + process + ")");
    connections.assertKind(ErrorKind.UNREACHABLE, "57P01", () -> execute(one, "select 1"));
    connections.assertKind(ErrorKind.UNREACHABLE, "08003", () -> execute(one, "select 1"));
  }

  @Test
  void aTransactionThatIdledIsUnreachable() throws SQLException {
    Connection one = connections.openTransaction("set idle_in_transaction_session_timeout = 50");
    awaitEnd(first(one, "select pg_backend_pid()"));
    connections.assertKind(ErrorKind.UNREACHABLE, "25P03", () -> execute(one, "select 1"));
  }

  @Test
  void aTransactionThatTookTooLongIsUnreachable() throws SQLException {
    Connection one = connections.openTransaction("set transaction_timeout = 1000");
    awaitEnd(first(one, "select pg_backend_pid()"));
    connections.assertKind(ErrorKind.UNREACHABLE, "25P04", () -> execute(one, "select 1"));
  }

  @Test
  void aSessionThatIdledIsUnreachable() throws SQLException {
    Connection one = connections.open();
    String process = first(one, "select pg_backend_pid()");
    execute(one, "set idle_session_timeout = 50");
    awaitEnd(process);
    connections.assertKind(ErrorKind.UNREACHABLE, "57P05", () -> execute(one, "select 1"));
  }

  @Test
  void tooManyConnectionsAreUnreachable() throws SQLException {
    execute(connections.open(), "create role crowded login connection limit 0");
    dataSource.setUser("crowded");
    connections.assertKind(ErrorKind.UNREACHABLE, "53300", connections::open);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    dataSource.setPortNumbers(new int[] {1});
    connections.assertKind(ErrorKind.UNREACHABLE, "08001", connections::open);
  }

  @Test
  void aReadOnlyTransactionIsReadOnly() throws SQLException {
    Connection one = connections.openTransaction("set default_transaction_read_only = on");
    connections.assertKind(ErrorKind.READ_ONLY, "25006", () -> execute(one, FIRST_ROW));
  }

  @Test
  void aMissingTableIsAFault() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(ErrorKind.FAULT, "42P01", () -> execute(one, "select 1 from u"));
  }

  @Test
  void whatNoRowKnowsGoesByTheStandard() throws SQLException {
    Connection one = connections.open();
    connections.assertKind(
        ErrorKind.FAULT, "22001", () -> execute(one, "insert into t values (3, 'much too long')"));
    assertEquals(ErrorKind.FAULT, dialect.kindOf(new SQLException("odd")));
  }

  @Test
  void aPoolerThatRefusesTransactionsIsAFault() {
    String words = "FATAL: transaction blocks not allowed in statement pooling mode";
    assertEquals(ErrorKind.FAULT, dialect.kindOf(new SQLException(words, "08P01")));
  }

  /** A pooler lost the prepared statement; an error of its own ends the connection. */
  @Test
  void aLostStatementIsAFault() {
    for (String state : List.of("26000", "42P05", "08P01")) {
      SQLException lost = new SQLException("ERROR: prepared statement \"S_1\" is lost", state);
      assertEquals(ErrorKind.FAULT, dialect.kindOf(lost));
    }
    assertEquals(
        ErrorKind.UNREACHABLE,
        dialect.kindOf(new SQLException("FATAL: query_wait_timeout", "08P01")));
    assertEquals(
        ErrorKind.UNREACHABLE,
        dialect.kindOf(new SQLTransientConnectionException("no connection", "08P01")));
  }

  /** These need a server that crashes or starts. */
  @Test
  void rowsThatCannotBeProvokedHere() {
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("", "57P02")));
    assertEquals(ErrorKind.UNREACHABLE, dialect.kindOf(new SQLException("", "57P03")));
  }

  private void awaitEnd(String process) throws SQLException {
    connections.await("select count(*) from pg_stat_activity where pid = " + process, "0");
  }
}

package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static io.claviger.store.jdbc.databases.Connections.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.jdbc.internal.dialect.Dialects;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import io.claviger.store.jdbc.internal.transaction.Eviction;
import io.claviger.store.jdbc.internal.transaction.WriteTransaction;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings of a server connection while the store has it, and afterwards. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServerTransactionTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final String POSTGRES_SETTINGS =
      "select current_setting('transaction_isolation') || ' ' || current_setting('lock_timeout')"
          + " || ' ' || current_setting('statement_timeout')"
          + " || ' ' || current_setting('idle_in_transaction_session_timeout')";

  private static final String MARIADB_SETTINGS =
      "select concat(@@session.tx_isolation, ' ', @@session.innodb_lock_wait_timeout, ' ',"
          + " @@session.max_statement_time, ' ', @@session.idle_transaction_timeout, ' ',"
          + " @@session.idle_readonly_transaction_timeout, ' ',"
          + " @@session.idle_write_transaction_timeout)";

  /** Reads the isolation of the open transaction, which may differ from that of the session. */
  private static final String MARIADB_TRANSACTION =
      "select concat(trx_isolation_level, ' ', @@session.innodb_lock_wait_timeout, ' ',"
          + " @@session.max_statement_time, ' ', @@session.idle_transaction_timeout, ' ',"
          + " @@session.idle_readonly_transaction_timeout, ' ',"
          + " @@session.idle_write_transaction_timeout)"
          + " from information_schema.innodb_trx"
          + " where trx_mysql_thread_id = connection_id()";

  private static final String MYSQL_LIMITS =
      " ' ', @@session.innodb_lock_wait_timeout, ' ', @@session.lock_wait_timeout, ' ',"
          + " @@session.max_execution_time, ' ', @@session.wait_timeout)";

  private static final String MYSQL_SETTINGS =
      "select concat(@@session.transaction_isolation," + MYSQL_LIMITS;

  private static final String MYSQL_TRANSACTION =
      "select concat(trx_isolation_level,"
          + MYSQL_LIMITS
          + " from information_schema.innodb_trx where trx_mysql_thread_id = connection_id()";

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private DataSource dataSource;
  private Connection hosts;

  ServerTransactionTest(Servers servers) {
    this.servers = servers;
  }

  @AfterEach
  void close() throws SQLException {
    if (hosts != null) {
      hosts.close();
    }
  }

  @EachDatabase(except = TestDatabase.H2)
  void theConnectionGoesBackAsItWasFound(TestDatabase database) throws SQLException {
    Organization at = organization;
    open(database);
    for (boolean autoCommit : new boolean[] {true, false}) {
      hosts.setAutoCommit(autoCommit);
      JdbcStore store = store((method, arguments, call) -> call.proceed());
      String found = first(hosts, settings(database));
      endTransaction();
      OrganizationChange change = samples.update(at, KeyChanges.none());
      OrganizationChange impossible =
          samples.update(change.organization(), KeyChanges.delete(samples.apiKeyId()));

      assertTrue(store.commit(change));
      assertFalse(store.commit(change));
      assertThrows(StoreException.class, () -> store.commit(impossible));
      assertTrue(store.read(at.id(), Set.of()).isPresent());

      assertEquals(autoCommit, hosts.getAutoCommit());
      assertEquals(found, first(hosts, settings(database)));
      endTransaction();
      at = change.organization();
    }
  }

  @EachDatabase(except = TestDatabase.H2)
  void whatIsWrittenIsReadCommittedWithLimits(TestDatabase database) throws SQLException {
    open(database);
    for (boolean autoCommit : new boolean[] {true, false}) {
      hosts.setAutoCommit(autoCommit);
      List<String> seen = new ArrayList<>();
      JdbcStore store =
          store(
              (method, arguments, call) -> {
                if (method.equals("commit")) {
                  seen.add(first(hosts, settingsOfTransaction(database)));
                }
                return call.proceed();
              });

      Organization created = samples.organization();
      StoredApiKey key = samples.key(created.id());
      assertTrue(store.commit(samples.creation(created, key)));
      assertTrue(store.add(List.of(samples.use(key, samples.instant()))));
      assertTrue(store.replace(samples.replacement(key)));

      String change =
          switch (database) {
            case MARIADB -> "READ COMMITTED 2 3.000000 3 0 0";
            case MYSQL -> "READ COMMITTED 2 3 3000 3";
            default -> "read committed 2s 3s 3s";
          };
      String usage =
          switch (database) {
            case MARIADB -> "READ COMMITTED 0 3.000000 3 0 0";
            case MYSQL -> "READ COMMITTED 1 3 3000 3";
            default -> "read committed 50ms 3s 3s";
          };
      assertEquals(List.of(change, usage, change), seen);
    }
  }

  /** A pool that checks its connection begins such a transaction. */
  @EachDatabase
  void aTransactionThatThePoolLeftOpenIsNoMatter(TestDatabase database) throws SQLException {
    open(database);
    hosts.setAutoCommit(false);
    JdbcStore store = store((method, arguments, call) -> call.proceed());
    assertEquals("1", first(hosts, "select 1"));

    assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
  }

  @EachDatabase
  void aConnectionThatWasNotDeclaredSoIsRefusedUntouched(TestDatabase database)
      throws SQLException {
    open(database);
    for (boolean declared : new boolean[] {true, false}) {
      hosts.setAutoCommit(declared);
      JdbcStore store = store((method, arguments, call) -> call.proceed());
      hosts.setAutoCommit(!declared);
      execute(hosts, "delete from claviger_schema where version = 0");

      for (StoreException refusal :
          List.of(
              assertThrows(StoreException.class, () -> store.read(organization.id(), Set.of())),
              assertThrows(
                  StoreException.class,
                  () -> store.commit(samples.update(organization, KeyChanges.none()))))) {
        assertEquals(StoreException.Kind.FAULT, refusal.kind());
        String right = declared ? "AutoCommit.OFF" : "AutoCommit.ON";
        assertTrue(
            refusal.getMessage().contains("construct JdbcApiKeyStore with " + right),
            refusal.getMessage());
      }

      // The work of the host is still there, to be committed or not.
      assertFalse(hosts.isClosed());
      String count = "select count(*) from claviger_schema where version = 0";
      assertEquals("0", first(hosts, count));
      endTransaction();
      assertEquals(declared ? "1" : "0", first(hosts, count));
    }
  }

  @EachDatabase
  void aRowThatIsHeldIsGivenUpBelowTheDeadline(TestDatabase database) throws SQLException {
    open(database);
    try (Connection holder = dataSource.getConnection()) {
      holder.setAutoCommit(false);
      execute(holder, "update claviger_organization set name = name");
      JdbcStore store = new JdbcStore(dataSource, AutoCommit.ON, Ticker.system());
      long start = System.nanoTime();

      assertFalse(store.commit(samples.update(organization, KeyChanges.none())));

      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30));
      holder.rollback();
      assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
    }
  }

  /** The connection with the lock is idle while another one works. */
  @EachDatabase(except = TestDatabase.H2)
  void theMigrationMayBeIdle(TestDatabase database) throws SQLException {
    open(database);
    String limits =
        switch (database) {
          case MARIADB ->
              "select @@session.idle_transaction_timeout"
                  + " + @@session.idle_readonly_transaction_timeout"
                  + " + @@session.idle_write_transaction_timeout";
          case MYSQL -> "select @@session.wait_timeout - 88";
          default -> "select current_setting('idle_in_transaction_session_timeout')";
        };
    try (WriteTransaction held =
        WriteTransaction.begin(
            hosts, Dialects.of(hosts), TimeLimits.OF_MIGRATION, Eviction.from(null))) {
      assertEquals("0", first(held.connection(), limits));
    }
  }

  /** A client without power says no goodbye, and its rows would stay locked for hours. */
  @EachDatabase(except = TestDatabase.H2)
  void whatAClientHoldsThatVanishedIsLetGo(TestDatabase database) throws SQLException {
    String change = "update claviger_organization set name = name";
    open(database);
    TimeLimits limits =
        new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(2));
    try (Connection vanished = dataSource.getConnection();
        Connection next = dataSource.getConnection()) {
      WriteTransaction unused =
          WriteTransaction.begin(vanished, Dialects.of(vanished), limits, Eviction.from(null));
      execute(vanished, change);

      execute(next, change);

      SQLException ended = assertThrows(SQLException.class, () -> execute(vanished, "select 1"));
      assertEquals(ErrorKind.UNREACHABLE, Dialects.of(next).kindOf(ended));
    }
  }

  /** Opens a connection with settings that differ from all defaults. */
  private void open(TestDatabase database) throws SQLException {
    dataSource = servers.freshDatabase(database);
    Schema.migrate(dataSource);
    assertTrue(
        new JdbcStore(dataSource, AutoCommit.ON, Ticker.system())
            .commit(samples.creation(organization)));
    hosts = dataSource.getConnection();
    switch (database) {
      case MARIADB -> {
        // Which the store refuses at SERIALIZABLE where auto-commit is off.
        execute(hosts, "set session transaction isolation level repeatable read");
        execute(hosts, "set session innodb_lock_wait_timeout = 7, max_statement_time = 99");
        execute(
            hosts,
            "set session idle_transaction_timeout = 88, idle_readonly_transaction_timeout = 77,"
                + " idle_write_transaction_timeout = 66");
      }
      case MYSQL -> {
        execute(hosts, "set session transaction isolation level repeatable read");
        execute(
            hosts,
            "set session innodb_lock_wait_timeout = 7, lock_wait_timeout = 77,"
                + " max_execution_time = 99000, wait_timeout = 88");
      }
      case POSTGRES_14, POSTGRES_18, PGBOUNCER -> {
        execute(hosts, "set session characteristics as transaction isolation level serializable");
        execute(hosts, "set lock_timeout = 7777; set statement_timeout = 99000");
        execute(hosts, "set idle_in_transaction_session_timeout = 88000");
      }
      case H2 -> hosts.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    }
  }

  private void endTransaction() throws SQLException {
    if (!hosts.getAutoCommit()) {
      hosts.rollback();
    }
  }

  private static String settings(TestDatabase database) {
    return switch (database) {
      case MARIADB -> MARIADB_SETTINGS;
      case MYSQL -> MYSQL_SETTINGS;
      default -> POSTGRES_SETTINGS;
    };
  }

  private static String settingsOfTransaction(TestDatabase database) {
    return switch (database) {
      case MARIADB -> MARIADB_TRANSACTION;
      case MYSQL -> MYSQL_TRANSACTION;
      default -> POSTGRES_SETTINGS;
    };
  }

  /** Returns a store on the one connection, with its present auto-commit, which is never closed. */
  private JdbcStore store(JdbcProxies.Around around) throws SQLException {
    Connection connection =
        JdbcProxies.wrap(
            Connection.class,
            hosts,
            (method, arguments, call) ->
                method.equals("close") ? null : around.call(method, arguments, call));
    DataSource one =
        JdbcProxies.wrap(
            DataSource.class,
            dataSource,
            (method, arguments, call) ->
                method.equals("getConnection") ? connection : call.proceed());
    AutoCommit autoCommit = hosts.getAutoCommit() ? AutoCommit.ON : AutoCommit.OFF;
    return new JdbcStore(one, autoCommit, Ticker.system());
  }
}

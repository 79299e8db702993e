package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of a connection while the store has it, and afterwards. */
final class TransactionTest {
  /** The settings that the store changes. */
  private record Settings(boolean autoCommit, int isolation, int lockMillis, int querySeconds) {
    static Settings of(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("call lock_timeout()")) {
        result.next();
        return new Settings(
            connection.getAutoCommit(),
            connection.getTransactionIsolation(),
            result.getInt(1),
            statement.getQueryTimeout());
      }
    }

    void applyTo(Connection connection) throws SQLException {
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(autoCommit);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set lock_timeout " + lockMillis);
        statement.setQueryTimeout(querySeconds);
      }
    }
  }

  private static final List<Settings> HOSTS =
      List.of(
          new Settings(true, Connection.TRANSACTION_READ_COMMITTED, 1000, 0),
          new Settings(true, Connection.TRANSACTION_SERIALIZABLE, 777, 9),
          new Settings(false, Connection.TRANSACTION_REPEATABLE_READ, 12345, 60));

  private final MemoryDatabase database = MemoryDatabase.create();
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private Connection hosts;

  @BeforeEach
  void connect() throws SQLException {
    hosts = database.dataSource().getConnection();
    assertTrue(
        store((method, arguments, call) -> call.proceed()).commit(samples.creation(organization)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theConnectionGoesBackAsItWasFound() throws SQLException {
    Organization at = organization;
    for (Settings found : HOSTS) {
      found.applyTo(hosts);
      JdbcStore store = store((method, arguments, call) -> call.proceed());
      OrganizationChange change = samples.update(at, KeyChanges.none());
      OrganizationChange impossible =
          samples.update(change.organization(), KeyChanges.delete(samples.apiKeyId()));
      assertTrue(store.commit(change));
      assertEquals(found, Settings.of(hosts));
      assertFalse(store.commit(change));
      assertEquals(found, Settings.of(hosts));
      assertThrows(StoreException.class, () -> store.commit(impossible));
      assertEquals(found, Settings.of(hosts));
      assertTrue(store.read(at.id(), Set.of()).isPresent());
      store.listKeys(KeyQuery.all(at.id(), PageQuery.first(1)));
      assertEquals(found, Settings.of(hosts));
      at = change.organization();
    }
  }

  @Test
  void whatIsWrittenIsReadCommittedWithLimits() throws SQLException {
    for (Settings found : HOSTS) {
      found.applyTo(hosts);
      List<Settings> seen = new ArrayList<>();
      JdbcStore store =
          store(
              (method, arguments, call) -> {
                if (method.equals("commit")) {
                  seen.add(Settings.of(hosts));
                }
                return call.proceed();
              });
      Organization created = samples.organization();
      StoredApiKey key = samples.key(created.id());
      assertTrue(store.commit(samples.creation(created, key)));
      assertTrue(store.add(List.of(samples.use(key, samples.instant()))));
      assertTrue(store.replace(samples.replacement(key)));
      Settings change = new Settings(false, Connection.TRANSACTION_READ_COMMITTED, 2000, 3);
      Settings usage = new Settings(false, Connection.TRANSACTION_READ_COMMITTED, 50, 3);
      assertEquals(List.of(change, usage, change), seen);
      assertEquals(found, Settings.of(hosts));
    }
  }

  @Test
  void whereAutoCommitIsOffAReadEndsItsTransaction() throws SQLException {
    new Settings(false, Connection.TRANSACTION_REPEATABLE_READ, 1000, 0).applyTo(hosts);
    JdbcStore store = store((method, arguments, call) -> call.proceed());
    assertEquals(
        organization, store.read(organization.id(), Set.of()).orElseThrow().organization());
    OrganizationChange others = samples.update(organization, KeyChanges.none());
    assertTrue(new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system()).commit(others));
    assertEquals(
        others.organization(),
        store.read(organization.id(), Set.of()).orElseThrow().organization());
  }

  /** A pool that checks the connection begins such a transaction. */
  @Test
  void whereAutoCommitIsOffAReadDoesNotSeeWhatOneBeforeItSaw() throws SQLException {
    new Settings(false, Connection.TRANSACTION_REPEATABLE_READ, 1000, 0).applyTo(hosts);
    JdbcStore store = store((method, arguments, call) -> call.proceed());
    try (Statement look = hosts.createStatement()) {
      assertTrue(look.execute("select count(*) from claviger_organization"));
    }
    OrganizationChange others = samples.update(organization, KeyChanges.none());
    assertTrue(new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system()).commit(others));
    assertEquals(
        others.organization(),
        store.read(organization.id(), Set.of()).orElseThrow().organization());
  }

  /** The first call already uses the dialect's table of errors. */
  @Test
  void aFirstReadKnowsTheErrorsOfTheDatabase() throws SQLException {
    JdbcStore store =
        store(
            (method, arguments, call) -> {
              if (method.equals("prepareStatement")) {
                throw new SQLException("closed", "90098", ErrorCode.DATABASE_IS_CLOSED);
              }
              return call.proceed();
            });
    StoreException refused =
        assertThrows(StoreException.class, () -> store.read(organization.id(), Set.of()));
    assertEquals(StoreException.Kind.UNREACHABLE, refused.kind());
  }

  @Test
  void whatCannotBeRolledBackIsNeverCommitted() throws SQLException {
    List<String> calls = new ArrayList<>();
    JdbcStore store =
        store(
            (method, arguments, call) -> {
              calls.add(method + (arguments == null ? "" : List.of(arguments)));
              if (method.equals("rollback")) {
                throw new SQLException("the connection was lost", "08006");
              }
              return method.equals("abort") ? null : call.proceed();
            });
    OrganizationChange impossible =
        samples.update(organization, KeyChanges.delete(samples.apiKeyId()));
    assertThrows(StoreException.class, () -> store.commit(impossible));
    assertFalse(calls.contains("setAutoCommit[true]"), calls.toString());
    assertTrue(calls.stream().anyMatch(call -> call.startsWith("abort")), calls.toString());
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
            database.dataSource(),
            (method, arguments, call) ->
                method.equals("getConnection") ? connection : call.proceed());
    AutoCommit autoCommit = hosts.getAutoCommit() ? AutoCommit.ON : AutoCommit.OFF;
    return new JdbcStore(one, autoCommit, Ticker.system());
  }
}

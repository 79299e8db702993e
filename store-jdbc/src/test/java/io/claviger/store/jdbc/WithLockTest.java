package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work that holds the row of an organization, and what it does without it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WithLockTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final OrganizationChange change = samples.update(organization, KeyChanges.none());
  private DataSource dataSource;
  private JdbcStore outside;

  WithLockTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void noOtherChangeIsCommittedMeanwhile(TestDatabase database) throws SQLException {
    open(database);
    boolean made =
        makes(
            store(dataSource),
            locked -> {
              assertFalse(outside.commit(samples.update(organization, KeyChanges.none())));
              return locked.commit(change);
            });
    assertTrue(made);
    assertEquals(change.organization(), found(outside));
  }

  @EachDatabase
  void aRowThatAnotherTransactionHoldsForLongIsNotNeeded(TestDatabase database)
      throws SQLException {
    open(database);
    try (Connection holder = dataSource.getConnection()) {
      holder.setAutoCommit(false);
      execute(holder, "update claviger_organization set name = name");
      AtomicInteger calls = new AtomicInteger();
      boolean made =
          makes(
              store(dataSource),
              plain -> {
                calls.incrementAndGet();
                assertEquals(organization, found(plain));
                holder.rollback();
                return plain.commit(change);
              });
      assertTrue(made);
      assertEquals(1, calls.get());
    }
  }

  /** With one connection, the search for the outcome needs that of the lost transaction. */
  @EachDatabase
  void anUnknownOutcomeIsSettled(TestDatabase database) throws SQLException {
    open(database);
    Organization at = organization;
    for (boolean reached : new boolean[] {true, false}) {
      OrganizationChange next = samples.update(at, KeyChanges.none());
      AtomicInteger commits = new AtomicInteger();
      DataSource dying =
          JdbcProxies.connections(
              dataSource,
              raw ->
                  (method, arguments, call) -> {
                    if (method.equals("commit") && commits.incrementAndGet() == 1) {
                      if (reached) {
                        raw.commit();
                      } else {
                        raw.rollback();
                      }
                      throw new SQLException("the connection was lost", "08006");
                    }
                    return call.proceed();
                  });
      try (HikariDataSource pool = poolOfOne(dying)) {
        assertTrue(makes(store(pool), locked -> locked.commit(next)));
      }
      assertEquals(next.organization(), found(outside));
      // The second commit is that of the search for the outcome, or of the repeated change.
      assertEquals(2, commits.get());
      at = next.organization();
    }
  }

  /** The server may have ended the transaction while a directory took its time. */
  @EachDatabase
  void aLostConnectionIsReplaced(TestDatabase database) throws SQLException {
    open(database);
    AtomicInteger connections = new AtomicInteger();
    DataSource dying =
        JdbcProxies.connections(
            dataSource,
            raw -> {
              boolean first = connections.incrementAndGet() == 1;
              AtomicInteger statements = new AtomicInteger();
              return (method, arguments, call) -> {
                if (first
                    && method.equals("prepareStatement")
                    && arguments[0].toString().contains("claviger_organization")
                    && statements.incrementAndGet() > 1) {
                  raw.rollback();
                  throw new SQLException("the connection was lost", "08006");
                }
                return call.proceed();
              };
            });
    assertTrue(
        makes(
            store(dying),
            locked -> {
              assertEquals(organization, found(locked));
              return locked.commit(change);
            }));
    assertEquals(change.organization(), found(outside));
  }

  /** Rows of the application that refer to the organization must not be in the way. */
  @Tag("databases")
  @EachDatabase(except = {TestDatabase.H2, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void rowsThatReferToTheOrganizationCauseNoDeadlock(TestDatabase database) throws Exception {
    open(database);
    Checks.execute(
        dataSource,
        "create table project (owner varchar(32) references claviger_organization (id))");
    CyclicBarrier inserted = new CyclicBarrier(2);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> one = other.submit(() -> insertAndChange(inserted));
      assertTrue(insertAndChange(inserted));
      assertTrue(one.get());
    } finally {
      other.shutdownNow();
    }
    assertEquals(organization.revision().number() + 2, found(outside).revision().number());
  }

  private boolean insertAndChange(CyclicBarrier inserted) throws Exception {
    try (Connection connection = Checks.transaction(dataSource)) {
      execute(connection, "insert into project values ('" + organization.id() + "')");
      inserted.await(30, TimeUnit.SECONDS);
      boolean made =
          makes(
              JdbcApiKeyStore.within(connection),
              locked -> locked.commit(samples.update(found(locked), KeyChanges.none())));
      connection.commit();
      return made;
    }
  }

  /** Work that may throw. */
  @FunctionalInterface
  private interface Work {
    boolean on(ChangeStore store) throws SQLException;
  }

  private boolean makes(ApiKeyStore store, Work work) {
    Function<ChangeStore, Boolean> unchecked =
        locked -> {
          try {
            return work.on(locked);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };
    Boolean made = store.withLock(organization.id(), unchecked);
    return made;
  }

  private void open(TestDatabase database) throws SQLException {
    dataSource = Checks.migrated(servers.freshDatabase(database));
    outside = store(dataSource);
    assertTrue(outside.commit(samples.creation(organization)));
  }

  private Organization found(ChangeStore store) {
    OrganizationId id = organization.id();
    Optional<OrganizationSnapshot> snapshot = store.read(id, Set.of());
    return snapshot.orElseThrow().organization();
  }

  private static JdbcStore store(DataSource connections) {
    return new JdbcStore(connections, AutoCommit.ON, Ticker.system());
  }

  private static HikariDataSource poolOfOne(DataSource connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(connections);
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }
}

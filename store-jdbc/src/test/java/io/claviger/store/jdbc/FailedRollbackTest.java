package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection whose rollback fails, for example on a full disk, is not used again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FailedRollbackTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final OrganizationChange first = samples.update(organization, KeyChanges.none());
  private final AtomicBoolean broken = new AtomicBoolean();
  private Throwable kind = new SQLException("from a test");

  FailedRollbackTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void itsConnectionIsNotUsedAgain(TestDatabase database) throws SQLException {
    DataSource breaking = breaking(database);
    HikariConfig config = new HikariConfig();
    config.setDataSource(breaking);
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcStore store = new JdbcStore(pool, AutoCommit.ON, Ticker.system());
      assertTrue(store.commit(samples.creation(organization)));
      assertTrue(store.commit(first));
      broken.set(true);
      assertFalse(store.commit(first), "it comes too late");
      broken.set(false);
      assertGoesOn(store);
    }
  }

  /** An unknown pool finds out that the connection has ended. */
  @EachDatabase
  void itHasEnded(TestDatabase database) throws SQLException {
    AtomicBoolean ended = new AtomicBoolean();
    JdbcStore store = watched(database, ended);
    broken.set(true);
    assertFalse(store.commit(first));
    assertTrue(ended.get());
    broken.set(false);
    assertGoesOn(store);
  }

  @EachDatabase
  void afterAnErrorItHasEndedToo(TestDatabase database) throws SQLException {
    kind = new StackOverflowError("from a test");
    AtomicBoolean ended = new AtomicBoolean();
    JdbcStore store = watched(database, ended);
    broken.set(true);
    assertSame(kind, assertThrows(Error.class, () -> store.commit(first)));
    assertTrue(ended.get());
    broken.set(false);
    assertGoesOn(store);
  }

  @EachDatabase
  void whatWasReadBeforeItIsRight(TestDatabase database) throws SQLException {
    kind = new IllegalStateException("from a test");
    DataSource breaking = breaking(database);
    assertTrue(
        new JdbcStore(breaking, AutoCommit.ON, Ticker.system())
            .commit(samples.creation(organization)));
    HikariConfig config = new HikariConfig();
    config.setDataSource(breakingOnceRead(breaking));
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      JdbcStore store = new JdbcStore(pool, AutoCommit.OFF, Ticker.system());
      assertEquals(
          Optional.of(organization),
          store.read(organization.id(), Set.of()).map(it -> it.organization()));
      broken.set(false);
    }
  }

  private DataSource breakingOnceRead(DataSource breaking) {
    return JdbcProxies.connections(
        breaking,
        raw ->
            (method, arguments, call) -> {
              if (method.equals("prepareStatement")) {
                broken.set(true);
              }
              return call.proceed();
            });
  }

  /** Records whether a connection that comes back has ended. */
  private JdbcStore watched(TestDatabase database, AtomicBoolean ended) throws SQLException {
    DataSource watched =
        JdbcProxies.connections(
            breaking(database),
            raw ->
                (method, arguments, call) -> {
                  if (broken.get() && method.equals("close")) {
                    ended.set(raw.isClosed());
                  }
                  return call.proceed();
                });
    JdbcStore store = new JdbcStore(watched, AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(samples.creation(organization)));
    assertTrue(store.commit(first));
    return store;
  }

  private void assertGoesOn(JdbcStore store) {
    Organization now = first.organization();
    assertEquals(Optional.of(now), store.read(now.id(), Set.of()).map(it -> it.organization()));
    assertTrue(store.commit(samples.update(now, KeyChanges.none())));
  }

  private DataSource breaking(TestDatabase database) throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    Schema.migrate(dataSource);
    return JdbcProxies.connections(
        dataSource,
        raw ->
            (method, arguments, call) -> {
              if (broken.get() && method.equals("rollback")) {
                throw kind;
              }
              return call.proceed();
            });
  }
}

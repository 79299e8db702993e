package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.SkippingTicker;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A cluster or a proxy may abort a transaction and report no error. */
final class UnnoticedRollbackTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private DataSource database;
  private int rollbacks;

  UnnoticedRollbackTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void aChangeThatLostItsGuardIsMadeAgain(TestDatabase kind) throws SQLException {
    JdbcStore store = open(kind);
    OrganizationChange change = samples.update(organization, KeyChanges.none());

    assertTrue(losingGuards(1).commit(change));

    assertEquals(0, rollbacks);
    assertEquals(
        Optional.of(change.organization()),
        store.read(organization.id(), Set.of()).map(OrganizationSnapshot::organization));
  }

  @EachDatabase
  void aChangeThatAlwaysLosesItsGuardIsNotMade(TestDatabase kind) throws SQLException {
    JdbcStore store = open(kind);

    assertFalse(
        losingGuards(Integer.MAX_VALUE).commit(samples.update(organization, KeyChanges.none())));

    assertEquals(
        Optional.of(organization),
        store.read(organization.id(), Set.of()).map(OrganizationSnapshot::organization));
  }

  private JdbcStore open(TestDatabase kind) throws SQLException {
    database = servers.freshDatabase(kind);
    Schema.migrate(database);
    JdbcStore store = new JdbcStore(database, AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(samples.creation(organization)));
    return store;
  }

  /** Rolls back so many times between the guard and the events. */
  private JdbcStore losingGuards(int times) {
    rollbacks = times;
    DataSource losing = JdbcProxies.connections(database, this::rollingBack);
    return new JdbcStore(losing, AutoCommit.ON, new SkippingTicker());
  }

  private JdbcProxies.Around rollingBack(Connection raw) {
    return (method, arguments, call) -> {
      boolean events =
          method.equals("prepareStatement")
              && String.valueOf(arguments[0]).contains("insert into claviger_audit_event");
      if (events && rollbacks > 0) {
        rollbacks--;
        raw.rollback();
      }
      return call.proceed();
    };
  }
}

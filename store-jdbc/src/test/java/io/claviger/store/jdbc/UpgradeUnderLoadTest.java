package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.assertFit;
import static io.claviger.store.jdbc.Checks.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of version 1 are upgraded, while a node of that version revokes keys. */
@Tag("databases")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UpgradeUnderLoadTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final int KEYS = 10_000;
  private static final long PAUSE_NANOS = 2_000_000;
  private static final int FEW = 50;
  private static final int MAX_TRIES = 5;

  private final AtomicInteger revoked = new AtomicInteger();
  private final Servers servers;
  private volatile boolean over;

  UpgradeUnderLoadTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(except = TestDatabase.MYSQL)
  void byTwoProcesses(TestDatabase database) throws Exception {
    DataSource dataSource = withKeys(database);
    upgradeUnderLoad(
        dataSource, () -> Schema.migrate(dataSource), () -> Schema.migrate(dataSource));
  }

  /**
   * Each file is a transaction, in which no key can be deleted after the first index was made.
   * Where a file locks two tables, it may be the victim of a deadlock, and is applied again.
   */
  @ParameterizedTest
  @EnumSource(names = "POSTGRES_18")
  void byFlyway(TestDatabase database) throws Exception {
    DataSource dataSource = withKeys(database);
    Flyway flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations(SchemaFiles.location(database))
            .baselineOnMigrate(true)
            .load();
    upgradeUnderLoad(dataSource, () -> repeat(flyway));
  }

  private static void repeat(Flyway flyway) {
    for (int tries = 1; ; tries++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        if (tries == MAX_TRIES || !e.getMessage().contains("40P01")) {
          throw e;
        }
      }
    }
  }

  private void upgradeUnderLoad(DataSource dataSource, Runnable... upgrades) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Void> revoking = threads.submit(() -> revokeKeys(dataSource));
      while (revoked.get() < FEW) {
        Thread.onSpinWait();
      }
      List<Future<?>> upgrading = new ArrayList<>();
      for (Runnable upgrade : upgrades) {
        upgrading.add(threads.submit(upgrade));
      }
      for (Future<?> each : upgrading) {
        each.get();
      }
      assertTrue(revoked.get() < KEYS, "the load ended before the upgrade");
      over = true;
      revoking.get();
    } finally {
      over = true;
      threads.shutdownNow();
    }
    assertFit(dataSource);
    assertEquals(2 * (KEYS - revoked.get()), count(dataSource, "claviger_key_label"));
  }

  /** Makes the first tables, and an organization with keys that have two labels each. */
  private DataSource withKeys(TestDatabase database) throws Exception {
    DataSource dataSource = servers.freshDatabase(database);
    execute(dataSource, SchemaFiles.firstStatements(database).toArray(String[]::new));
    execute(
        dataSource,
        "insert into claviger_organization values"
            + (" ('acme', 'active', 'Acme', false, null, 500, 200, " + KEYS + ", 1, 1, 1, 1,")
            + " 'HOST', 'test', null)");
    try (Connection connection = Checks.transaction(dataSource);
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into claviger_api_key values (?, 'acme', ?, 'a key', ?, 'ORG_MEMBER', '',"
                    + " true, null, 1, 'HOST', 'test', null)")) {
      for (int i = 0; i < KEYS; i++) {
        insert.setString(1, id(i));
        insert.setString(2, "key" + i);
        insert.setString(3, "env\tprod\nnumber\t" + i);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    return dataSource;
  }

  private static String id(int number) {
    return String.format("%024x", number);
  }

  /** Revokes as the first version did it; a revocation that fails is made again. */
  private Void revokeKeys(DataSource dataSource) throws SQLException {
    try (Connection connection = Checks.transaction(dataSource)) {
      while (!over && revoked.get() < KEYS) {
        try {
          Connections.execute(
              connection,
              "update claviger_organization set api_keys = api_keys - 1,"
                  + " revision_number = revision_number + 1 where id = 'acme'");
          Connections.execute(
              connection, "delete from claviger_api_key where id = '" + id(revoked.get()) + "'");
          Connections.execute(
              connection,
              "insert into claviger_audit_event (id, organization_id, revision_number, position,"
                  + " type, happened_at, happened_by_kind, happened_by_name, details)"
                  + (" values ('" + id(revoked.get()) + "', 'acme', " + revoked.get())
                  + ", 0, 'KEY_DELETED', 1, 'HOST', 'test', '')");
          connection.commit();
          revoked.incrementAndGet();
          LockSupport.parkNanos(PAUSE_NANOS);
        } catch (SQLException e) {
          connection.rollback();
        }
      }
    }
    return null;
  }

  private static int count(DataSource dataSource, String table) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Integer.parseInt(Connections.first(connection, "select count(*) from " + table));
    }
  }
}

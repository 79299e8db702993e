package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** Usage while others write the same rows, and when a row is refused. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServerUsageTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final List<StoredApiKey> keys =
      Stream.generate(() -> samples.key(organization.id())).limit(5).toList();
  private final StoredApiKey key = keys.get(0);

  ServerUsageTest(Servers servers) {
    this.servers = servers;
  }

  /** Only the counter of the first key would overflow. */
  @EachDatabase
  void aBatchIsAddedWholeOrNotAtAll(TestDatabase database) throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    JdbcStore store = store(dataSource);
    Usage.Last first = new Usage.Last(samples.instant(), IpAddress.parse("::1"));
    UsageCount most =
        new UsageCount(
            samples.use(key, samples.instant()).subject(),
            new Usage(Long.MAX_VALUE, Optional.of(first)));
    assertTrue(store.add(List.of(most)));
    KeyUsage before = usage(store, key);

    assertRefused(
        StoreException.Kind.FAULT,
        () -> store.add(keys.stream().map(each -> samples.use(each, samples.instant())).toList()));

    assertEquals(before, usage(store, key));
    for (StoredApiKey other : keys.subList(1, keys.size())) {
      assertEquals(Usage.none(), usage(store, other).key());
    }
  }

  /** The drivers of H2 and MariaDB continue a batch after a failed statement. */
  @EachDatabase
  void rowsThatAreHeldAreGivenUpBelowTheDeadline(TestDatabase database) throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    JdbcStore store = store(dataSource);
    List<UsageCount> batch =
        keys.stream().map(each -> samples.use(each, samples.instant())).toList();
    Map<ApiKeyId, List<StoredSecret>> rotated = new HashMap<>();
    keys.forEach(each -> rotated.put(each.key().id(), List.of(samples.secret())));
    OrganizationChange removing =
        samples.update(organization, new KeyChanges(List.of(), List.of(), rotated, Set.of()));
    try (Connection holder = dataSource.getConnection()) {
      holder.setAutoCommit(false);
      execute(holder, "update claviger_usage set use_count = use_count + 1");

      assertInTime(() -> assertRefused(StoreException.Kind.UNREACHABLE, () -> store.add(batch)));
      assertInTime(() -> assertFalse(store.commit(removing)));

      holder.rollback();
    }
    assertEquals(Usage.none(), usage(store, key).key());
    assertTrue(store.add(batch));
    assertEquals(1, usage(store, key).key().count());
    assertTrue(store.commit(removing));
  }

  /** A key is deleted while a batch waits for another one. */
  @EachDatabase
  void whoWaitsForARowHoldsNoOther(TestDatabase database) throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    JdbcStore changing = store(dataSource);
    StoredApiKey last = keys.get(keys.size() - 1);
    KeyChanges deletion = KeyChanges.delete(key.key().id());
    try (Connection holder = dataSource.getConnection()) {
      holder.setAutoCommit(false);
      execute(
          holder,
          "update claviger_usage set use_count = 7 where key_id = '" + last.key().id() + "'");
      Ticker pausing =
          new Pausing(
              () -> {
                assertTrue(changing.commit(samples.update(organization, deletion)));
                holder.rollback();
                return true;
              });

      JdbcStore counting = new JdbcStore(dataSource, AutoCommit.ON, pausing);
      assertTrue(
          counting.add(keys.stream().map(each -> samples.use(each, samples.instant())).toList()));
    }
    for (StoredApiKey other : keys.subList(1, keys.size())) {
      assertEquals(1, usage(changing, other).key().count());
    }
  }

  private static void assertInTime(Runnable call) {
    long start = System.nanoTime();
    call.run();
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30));
  }

  private JdbcStore store(DataSource dataSource) {
    Schema.migrate(dataSource);
    JdbcStore store = new JdbcStore(dataSource, AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new))));
    return store;
  }

  private KeyUsage usage(JdbcStore store, StoredApiKey each) {
    ApiKeyId id = each.key().id();
    return store.usage(organization.id(), Set.of(id)).get(id);
  }

  private static void assertRefused(StoreException.Kind kind, Executable call) {
    assertEquals(kind, assertThrows(StoreException.class, call).kind());
  }

  /** Does work in each pause; time stands still. */
  private record Pausing(Callable<?> work) implements Ticker {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(long nanos) {
      assertDoesNotThrow(work::call);
    }
  }
}

package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ClavigerMetrics;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyUsage;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.jdbc.databases.PgBouncer;
import io.claviger.store.jdbc.databases.PostgresNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** The server behind a pooler is stopped and started under load. The application keeps its pool. */
@Tag("databases")
final class PgBouncerRestartTest {
  private static final int RESTARTS = 3;
  private static final int FEW = 20;
  private static final int CLIENTS = 6;
  private static final int SERVER_CONNECTIONS = 10;
  private static final IpAddress HOME = IpAddress.parse("203.0.113.7");

  private final AtomicInteger granted = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger unknownBatches = new AtomicInteger();
  private volatile boolean over;
  private int restarts;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void changesRequestsAndUseMeetOnlyExpectedErrors() throws Exception {
    try (PostgresNode server = PostgresNode.start();
        PgBouncer pooler =
            PgBouncer.before((PGSimpleDataSource) server.freshDatabase(), 200, SERVER_CONNECTIONS);
        HikariDataSource pool = pool(pooler)) {
      Schema.migrate(pool);
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);
      Claviger claviger =
          Claviger.builder(watched(store)).usageFlush(Duration.ofMillis(20), 1_000).build();
      ApiKeys application = claviger.actingAs(Caller.application("test"));
      IssuedApiKey key = application.createOrganization(NewOrganization.named("Acme")).firstKey();
      ChangeHistory history = new ChangeHistory(store);

      AccessCheck check = claviger.accessCheck(RoleGrants.none());
      ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
      List<Future<?>> clients =
          Stream.<Future<?>>generate(() -> threads.submit(() -> request(check, key)))
              .limit(CLIENTS)
              .toList();
      history.during(() -> restartUnder(history, server));
      over = true;
      for (Future<?> client : clients) {
        client.get();
      }
      threads.shutdown();
      claviger.close();

      history.assertKept();
      assertCounted(claviger.metrics());
      assertTrue(unknownBatches.get() <= restarts, unknownBatches + " batches of use were lost");
      long stored = uses(store, key);
      assertTrue(stored <= granted.get(), "counted twice");
      assertTrue(stored >= granted.get() - claviger.metrics().droppedUsage(), "lost");
    }
  }

  /** Until a request was under way, since the pooler lets those that come later wait. */
  private void restartUnder(ChangeHistory history, PostgresNode server) throws IOException {
    while (restarts < RESTARTS || unavailable.get() == 0) {
      history.awaitChanges(FEW);
      restarts++;
      server.restart();
    }
    history.awaitChanges(FEW);
  }

  private Void request(AccessCheck check, IssuedApiKey key) {
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    while (!over) {
      AccessResult result = check.checkAddress(pair, HOME);
      if (result instanceof AccessResult.Granted) {
        granted.incrementAndGet();
      } else {
        assertInstanceOf(AccessResult.Unavailable.class, result);
        unavailable.incrementAndGet();
      }
    }
    return null;
  }

  private void assertCounted(ClavigerMetrics metrics) {
    assertEquals(granted.get(), metrics.access().granted());
    assertTrue(unavailable.get() > 0);
    assertEquals(
        unavailable.get(),
        metrics.access().unavailable().values().stream().mapToLong(count -> count).sum());
  }

  private static long uses(JdbcApiKeyStore store, IssuedApiKey key) {
    return Claviger.of(store)
        .actingAs(Caller.application("test"))
        .getUsage(key.apiKey().organization(), key.apiKey().id())
        .key()
        .count();
  }

  private ApiKeyStore watched(JdbcApiKeyStore store) {
    return new ForwardingApiKeyStore(store) {
      @Override
      public StoreExtensions extensions() {
        return super.extensions()
            .withUsage(new Watched(super.extensions().usage().orElseThrow(), unknownBatches));
      }
    };
  }

  private static HikariDataSource pool(PgBouncer pooler) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(pooler.database());
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    return new HikariDataSource(config);
  }

  /** Counts the batches whose outcome is unknown, which are dropped. */
  private record Watched(UsageStore usage, AtomicInteger unknown) implements UsageStore {
    @Override
    public boolean add(List<UsageCount> batch) {
      boolean known = usage.add(batch);
      unknown.addAndGet(known ? 0 : 1);
      return known;
    }

    @Override
    public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
      return usage.usage(organization, keys);
    }
  }
}

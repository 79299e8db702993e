package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.access.AccessResult;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.ProxiedDatabase;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TcpProxy;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network between a node and its database is slow, lets nothing through, or breaks. */
@Tag("databases")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlowDatabaseTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final Duration BOUND = Duration.ofSeconds(1);
  private static final Duration LOAD_TIMEOUT = Duration.ofMillis(500);

  /** HikariCP has 10 connections by default. */
  private static final int POOL = 10;

  private static final int CLIENTS = 16;

  private final Servers servers;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private DataSource direct;
  private TcpProxy proxy;
  private HikariDataSource pool;
  private CachedNode other;
  private OrganizationId organization;

  SlowDatabaseTest(Servers servers) {
    this.servers = servers;
  }

  /** The pool has its own defaults, so it waits 30 seconds; the driver waits without a limit. */
  @EachDatabase(only = {TestDatabase.POSTGRES_18, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void requestsEndWhileNothingComesThrough(TestDatabase database) throws Exception {
    open(database, Duration.ZERO, new HikariConfig());
    CachedNode node = node(pool, BOUND, LOAD_TIMEOUT);
    IssuedApiKey cached = newKey();
    IssuedApiKey revoked = newKey();
    IssuedApiKey uncached = newKey();
    awaitGranted(node, cached);
    awaitGranted(node, revoked);
    long revokedAt;
    proxy.hold();
    try {
      long held = System.nanoTime();
      while (node.admits(cached) || System.nanoTime() - held <= BOUND.toNanos()) {
        Thread.onSpinWait();
      }
      assertUnavailable(node, List.of(cached, revoked, uncached));
      other.application().revoke(organization, revoked.apiKey().id());
      revokedAt = System.nanoTime();
    } finally {
      proxy.release();
    }
    awaitGranted(node, cached);
    awaitGranted(node, uncached);
    awaitDenied(node, revoked, revokedAt);
  }

  /** Many requests at once, all of which end before the database answers again. */
  private static void assertUnavailable(CachedNode node, List<IssuedApiKey> keys) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<AccessResult>> answers = new ArrayList<>();
      for (int i = 0; i < 4 * CLIENTS; i++) {
        IssuedApiKey key = keys.get(i % keys.size());
        answers.add(threads.submit(() -> node.request(key)));
      }
      for (Future<AccessResult> answer : answers) {
        assertInstanceOf(AccessResult.Unavailable.class, answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** With the limits of docs/databases.md, but a shorter socket timeout. */
  @EachDatabase(only = {TestDatabase.POSTGRES_18, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void changesEndWhileNothingComesThrough(TestDatabase database) throws Exception {
    open(database, Duration.ofSeconds(2), limits());
    ChangeHistory history = new ChangeHistory(new JdbcApiKeyStore(pool));
    history.during(
        () -> {
          history.awaitChanges(10);
          proxy.hold();
          try {
            // The first call may have been answered before; the second one was made meanwhile.
            history.awaitCalls(2);
          } finally {
            proxy.release();
          }
          history.awaitChanges(10);
        });
    history.assertKept();
  }

  @EachDatabase(only = {TestDatabase.POSTGRES_18, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void aSlowNetworkChangesNothing(TestDatabase database) throws Exception {
    open(database, Duration.ZERO, new HikariConfig());
    Duration bound = Duration.ofSeconds(4);
    CachedNode node = node(pool, bound, bound);
    proxy.slow(Duration.ofMillis(2), 500);
    TimedRevocations revocations = new TimedRevocations(List.of(node, other), organization, bound);
    revocations.during(() -> revocations.await(3));
    ChangeHistory history = new ChangeHistory(new JdbcApiKeyStore(pool));
    history.during(() -> history.awaitChanges(3));
    history.assertKept();
  }

  @EachDatabase(only = {TestDatabase.POSTGRES_18, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void eachConnectionThatBrokeInThePoolFailsOnceAtMost(TestDatabase database) throws Exception {
    open(database, Duration.ZERO, new HikariConfig());
    CachingApiKeyStore cache = cache(pool, BOUND, Duration.ofSeconds(30));
    CachedNode node = opened(new CachedNode(cache));
    cache.check(); // all connections are open
    awaitGranted(node, newKey());
    proxy.cut();
    proxy.restore();
    for (int i = 0; i < 2 * POOL; i++) {
      awaitGranted(node, newKey());
    }
    long failures = cache.metrics().counts().failures();
    assertTrue(failures <= POOL, failures + " lookups and refreshes failed");
  }

  /** As behind a firewall that has forgotten them: nothing comes back, not even an error. */
  @EachDatabase(only = {TestDatabase.POSTGRES_18, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void connectionsThatNobodyAnswersAreReplaced(TestDatabase database) throws Exception {
    open(database, Duration.ofSeconds(2), limits());
    CachedNode node = node(pool, BOUND, LOAD_TIMEOUT);
    IssuedApiKey key = newKey();
    awaitGranted(node, key);
    ChangeHistory history = new ChangeHistory(new JdbcApiKeyStore(pool));
    history.during(
        () -> {
          history.awaitChanges(10);
          proxy.strand();
          history.awaitChanges(10);
        });
    history.assertKept();
    other.application().update(organization, key.apiKey().id(), ApiKeyPatch.nothing().disable());
    awaitDenied(node, key, System.nanoTime());
  }

  @AfterEach
  void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  private void open(TestDatabase database, Duration socketTimeout, HikariConfig config)
      throws SQLException {
    direct = servers.freshDatabase(database);
    Schema.migrate(direct);
    ProxiedDatabase proxied = opened(ProxiedDatabase.of(direct, socketTimeout));
    proxy = proxied.proxy();
    config.setDataSource(proxied.proxied());
    pool = opened(new HikariDataSource(config));
    other = node(direct, BOUND, Duration.ofSeconds(30));
    organization =
        other.application().createOrganization(NewOrganization.named("Acme")).organization().id();
  }

  private static HikariConfig limits() {
    HikariConfig config = new HikariConfig();
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    return config;
  }

  private CachedNode node(DataSource database, Duration bound, Duration loadTimeout) {
    return opened(new CachedNode(cache(database, bound, loadTimeout)));
  }

  private static CachingApiKeyStore cache(
      DataSource database, Duration bound, Duration loadTimeout) {
    return CachingApiKeyStore.builder(new JdbcApiKeyStore(database))
        .maxStaleness(bound)
        .loadTimeout(loadTimeout)
        .build();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.push(resource);
    return resource;
  }

  private IssuedApiKey newKey() {
    return other.application().create(organization, NewApiKey.of("reader", Role.ORG_READ_ONLY));
  }

  /** Asks again while the node is unavailable; any other refusal is wrong. */
  private static void awaitGranted(CachedNode node, IssuedApiKey key) {
    AccessResult answer = node.request(key);
    while (answer instanceof AccessResult.Unavailable) {
      LockSupport.parkNanos(1_000_000);
      answer = node.request(key);
    }
    assertInstanceOf(AccessResult.Granted.class, answer);
  }

  /** Asks until the key is refused, which may be later than its change by the bound. */
  private static void awaitDenied(CachedNode node, IssuedApiKey key, long changed) {
    while (true) {
      boolean late = System.nanoTime() - changed > BOUND.toNanos();
      AccessResult answer = node.request(key);
      if (answer instanceof AccessResult.Granted) {
        assertFalse(late, "admitted too late");
      } else if (!(answer instanceof AccessResult.Unavailable)) {
        return;
      }
    }
  }
}

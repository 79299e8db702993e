package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two transactions change two organizations in opposite order. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JoinedDeadlockTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final int MARIADB_DEADLOCK = 1213;

  private final Samples samples = new Samples();
  private final Organization one = samples.organization();
  private final Organization other = samples.organization();
  private final CyclicBarrier bothHoldTheirFirst = new CyclicBarrier(2);
  private final Servers servers;
  private DataSource dataSource;

  JoinedDeadlockTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void oneIsThrownAndOneIsMade(TestDatabase database) throws Exception {
    dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore outside = new JdbcApiKeyStore(dataSource);
    assertTrue(outside.commit(samples.creation(one)));
    assertTrue(outside.commit(samples.creation(other)));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Optional<StoreException>>> crossing =
          List.of(() -> changeBoth(one, other), () -> changeBoth(other, one));
      int thrown = 0;
      for (Future<Optional<StoreException>> end : threads.invokeAll(crossing)) {
        if (end.get().isPresent()) {
          thrown++;
          StoreException victim = end.get().get();
          assertEquals(StoreException.Kind.UNREACHABLE, victim.kind());
          assertTrue(victim.getMessage().contains("roll back your transaction"));
        }
      }
      assertEquals(1, thrown);
    } finally {
      threads.shutdownNow();
    }
    for (Organization each : List.of(one, other)) {
      assertEquals(
          2, outside.read(each.id(), Set.of()).orElseThrow().organization().revision().number());
    }
  }

  /** The later statements are in another transaction. */
  @EachDatabase
  void whatTheDatabaseRunsBehindItIsNotKept(TestDatabase database) throws Exception {
    dataSource = migrated(servers.freshDatabase(database));
    JdbcApiKeyStore outside = new JdbcApiKeyStore(dataSource);
    List<StoredApiKey> keys = List.of(samples.key(one.id()), samples.key(one.id()));
    assertTrue(outside.commit(samples.creation(one, keys.get(0), keys.get(1))));
    OrganizationSnapshot before = outside.read(one.id(), ids(keys)).orElseThrow();
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(victim(hosts, keys.get(1)));
      OrganizationChange change = samples.update(one, describe(keys, "changed"));
      assertThrows(StoreException.class, () -> joined.commit(change));
      hosts.commit(); // against the advice
    }
    assertEquals(before, outside.read(one.id(), ids(keys)).orElseThrow());
  }

  private static Connection victim(Connection hosts, StoredApiKey last) {
    return JdbcProxies.wrap(
        Connection.class,
        hosts,
        (method, arguments, call) -> {
          Object result = call.proceed();
          return result instanceof PreparedStatement statement
                  && ((String) arguments[0]).contains("update claviger_api_key")
              ? JdbcProxies.wrap(
                  PreparedStatement.class, statement, (m, a, c) -> endAtUpdate(m, c, hosts, last))
              : result;
        });
  }

  private static Object endAtUpdate(
      String method, JdbcProxies.Call call, Connection hosts, StoredApiKey last) throws Throwable {
    if (!method.startsWith("execute")) {
      return call.proceed();
    }
    hosts.rollback();
    execute(hosts, "update claviger_api_key set enabled = false where id = ?", last);
    throw new SQLException("deadlock", "40001", MARIADB_DEADLOCK);
  }

  private static void execute(Connection connection, String sql, StoredApiKey key)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.key().id().value());
      statement.executeUpdate();
    }
  }

  private KeyChanges describe(List<StoredApiKey> keys, String description) {
    List<ApiKey> described =
        keys.stream()
            .map(key -> key.with(key.key().settings().withDescription(description)).key())
            .toList();
    return new KeyChanges(List.of(), described, Map.of(), Set.of());
  }

  private static Set<ApiKeyId> ids(List<StoredApiKey> keys) {
    return keys.stream().map(key -> key.key().id()).collect(Collectors.toSet());
  }

  private Optional<StoreException> changeBoth(Organization first, Organization second)
      throws Exception {
    try (Connection hosts = transaction(dataSource)) {
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      assertTrue(joined.commit(samples.update(first, KeyChanges.none())));
      bothHoldTheirFirst.await();
      return commitOrRollBack(hosts, joined, second);
    }
  }

  private Optional<StoreException> commitOrRollBack(
      Connection hosts, ApiKeyStore joined, Organization second) throws SQLException {
    try {
      assertTrue(joined.commit(samples.update(second, KeyChanges.none())));
      hosts.commit();
      return Optional.empty();
    } catch (StoreException e) {
      assertThrows(StoreException.class, () -> joined.read(second.id(), Set.of()));
      hosts.rollback();
      return Optional.of(e);
    }
  }
}

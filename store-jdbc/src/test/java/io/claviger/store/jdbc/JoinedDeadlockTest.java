package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Organization;
import io.claviger.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyChanges;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two transactions of the host change two organizations, each in its own order. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JoinedDeadlockTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Organization one = samples.organization();
  private final Organization other = samples.organization();
  private final CyclicBarrier bothHoldTheirFirst = new CyclicBarrier(2);
  private final Servers servers;
  private DataSource dataSource;

  JoinedDeadlockTest(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @EnumSource
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

  private Optional<StoreException> changeBoth(Organization first, Organization second)
      throws Exception {
    try (Connection hosts = dataSource.getConnection()) {
      hosts.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      hosts.setAutoCommit(false);
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

package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.store.jdbc.databases.GaleraCluster;
import io.claviger.store.jdbc.databases.ProxiedDatabase;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TcpProxy;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three processes make random changes and check keys, while the network to the database breaks and
 * slows down. Longer: {@code -Dclaviger.soak=PT30M}.
 */
@Tag("databases")
@Timeout(value = 45, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SoakTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final Duration LENGTH =
      Duration.parse(System.getProperty("claviger.soak", "PT15S"));

  /** A slow machine may need more time for them. */
  private static final int FEWEST_CHANGES = 200;

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);
  private static final int PROCESSES = 3;
  private static final int ORGANIZATIONS = 1 + PROCESSES;

  /** The longest ones outlast the time limits of a change. */
  private static final long MAX_FAULT_MILLIS = Math.min(LENGTH.toMillis() / 6, 8_000);

  private final List<ProxiedDatabase> proxied = new ArrayList<>();
  private final SoakHistory history = new SoakHistory();

  @Test
  void allIsKeptOnPostgres(Servers servers) throws Exception {
    soak(List.of(servers.freshDatabase(TestDatabase.POSTGRES_18)));
  }

  @Test
  void allIsKeptOnGalera() throws Exception {
    try (GaleraCluster cluster = GaleraCluster.start()) {
      soak(cluster.freshDatabase());
    }
  }

  private void soak(List<DataSource> databases) throws Exception {
    Schema.migrate(databases.get(0));
    try (Claviger claviger = Claviger.of(new JdbcApiKeyStore(databases.get(0)))) {
      ApiKeys application = claviger.actingAs(Caller.application("test"));
      List<Organization> organizations =
          Stream.generate(() -> application.createOrganization(NewOrganization.named("Example")))
              .limit(ORGANIZATIONS)
              .map(created -> created.organization())
              .toList();
      for (int i = 0; i < PROCESSES; i++) {
        proxied.add(ProxiedDatabase.of(databases.get(i % databases.size()), SOCKET_TIMEOUT));
      }
      runProcesses(organizations);
      proxied.forEach(ProxiedDatabase::close);
      history.assertUses(SoakNode.BOUND.toNanos());
      for (Organization organization : organizations) {
        history.assertLinear(application, organization.id(), organization.revision().number());
      }
      assertTrue(history.admitted() > 0, "no secret was admitted");
    } finally {
      proxied.forEach(ProxiedDatabase::close);
    }
  }

  private void runProcesses(List<Organization> organizations) throws Exception {
    List<String> urls = proxied.stream().map(ProxiedDatabase::url).toList();
    try (SoakProcesses processes =
        new SoakProcesses(history, urls, organizations.stream().map(Organization::id).toList())) {
      long start = System.nanoTime();
      pause(LENGTH.toNanos() / 4);
      processes.measure();
      SplittableRandom random = new SplittableRandom();
      while (System.nanoTime() - start < LENGTH.toNanos() || history.changes() < FEWEST_CHANGES) {
        processes.assertRunning();
        disturb(proxied.get(random.nextInt(PROCESSES)).proxy(), random);
      }
      processes.end();
    }
  }

  private static void disturb(TcpProxy proxy, SplittableRandom random) {
    long length = TimeUnit.MILLISECONDS.toNanos(random.nextLong(1, MAX_FAULT_MILLIS));
    switch (random.nextInt(4)) {
      case 0 -> {
        proxy.cut();
        pause(length);
        proxy.restore();
      }
      case 1 -> {
        proxy.slow(Duration.ofMillis(random.nextInt(1, 10)), random.nextInt(100, 2000));
        pause(length);
        proxy.restore();
      }
      case 2 -> {
        proxy.hold();
        pause(length);
        proxy.release();
      }
      default -> {
        proxy.strand();
        pause(length);
      }
    }
    pause(length / 2);
  }

  /** The length of the test is real time. */
  private static void pause(long nanos) {
    long start = System.nanoTime();
    for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
      LockSupport.parkNanos(left);
    }
  }
}

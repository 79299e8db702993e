package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.store.jdbc.databases.GaleraCluster;
import io.claviger.store.jdbc.databases.H2Server;
import io.claviger.store.jdbc.databases.KillableServer;
import io.claviger.store.jdbc.databases.ProxiedDatabase;
import io.claviger.store.jdbc.databases.TcpProxy;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three processes make random changes and check keys, while the network to the database breaks and
 * slows down, and its server is killed. With {@code -Dclaviger.soak=PT30M} a run takes at most that
 * long, and ends as soon as it has made {@link #CHECKS} and {@link #CHANGES}.
 */
@Tag("databases")
@Timeout(value = 70, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SoakTest {
  private static final Duration LENGTH =
      Duration.parse(System.getProperty("claviger.soak", "PT15S"));

  private static final boolean LONG = LENGTH.compareTo(Duration.ofMinutes(10)) >= 0;

  /** So many at least. A slow machine may need more time for those of a short run. */
  private static final long CHECKS = LONG ? 3_000_000 : 10_000;

  private static final long CHANGES = LONG ? 100_000 : 200;

  /** Shows that the test finds a feed that does not report one of so many versions. */
  private static final int HIDDEN = Integer.getInteger("claviger.soak.hidden", 0);

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);
  private static final int PROCESSES = 3;

  /** So many that most do not change between two polls: a later change hides a missed one. */
  private static final int OWN_ORGANIZATIONS = 20;

  /** The longest ones outlast the time limits of a change. */
  private static final long MAX_FAULT_MILLIS = Math.min(LENGTH.toMillis() / 6, 8_000);

  private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(15);

  private final List<ProxiedDatabase> proxied = new ArrayList<>();
  private final SoakHistory history = new SoakHistory();
  private final SplittableRandom random = new SplittableRandom();
  private int faults;
  private int kills;

  @Test
  void allIsKeptOnH2() throws Exception {
    try (H2Server server = H2Server.start()) {
      soak(List.of(server.freshDatabase()), Optional.empty());
    }
  }

  @Test
  void allIsKeptOnPostgres() throws Exception {
    soak(TestDatabase.POSTGRES_18);
  }

  @Test
  void allIsKeptOnMariaDb() throws Exception {
    soak(TestDatabase.MARIADB);
  }

  @Test
  void allIsKeptOnMySql() throws Exception {
    assumeTrue(TestDatabase.MYSQL.isTested(), "MySQL was not fetched");
    soak(TestDatabase.MYSQL);
  }

  @Test
  void allIsKeptOnGalera() throws Exception {
    try (GaleraCluster cluster = GaleraCluster.start()) {
      soak(cluster.freshDatabase(), Optional.empty());
    }
  }

  private void soak(TestDatabase database) throws Exception {
    try (KillableServer server = KillableServer.start(database)) {
      soak(List.of(server.freshDatabase()), Optional.of(server));
    }
  }

  private void soak(List<DataSource> databases, Optional<KillableServer> server) throws Exception {
    Schema.migrate(databases.get(0));
    try (Claviger claviger = Claviger.of(new JdbcApiKeyStore(databases.get(0)))) {
      ApiKeys application = claviger.actingAs(Caller.application("test"));
      List<Organization> organizations =
          Stream.generate(() -> application.createOrganization(NewOrganization.named("Example")))
              .limit(1 + PROCESSES * OWN_ORGANIZATIONS)
              .map(created -> created.organization())
              .toList();
      for (int i = 0; i < PROCESSES; i++) {
        proxied.add(ProxiedDatabase.of(databases.get(i % databases.size()), SOCKET_TIMEOUT));
      }
      runProcesses(organizations.stream().map(Organization::id).toList(), server);
      proxied.forEach(ProxiedDatabase::close);
      history.assertUses(SoakNode.BOUND.toNanos());
      for (Organization organization : organizations) {
        history.assertLinear(application, organization.id(), organization.revision().number());
      }
      assertTrue(history.admitted() > 0, "no secret was admitted");
      assertTrue(isEnough(), "too few checks or changes in " + LENGTH);
    } finally {
      proxied.forEach(ProxiedDatabase::close);
    }
  }

  private void runProcesses(List<OrganizationId> organizations, Optional<KillableServer> server)
      throws Exception {
    List<String> urls = proxied.stream().map(ProxiedDatabase::url).toList();
    long start = System.nanoTime();
    try (SoakProcesses processes =
        new SoakProcesses(history, urls, shares(organizations), HIDDEN)) {
      pause(Math.min(LENGTH.toNanos() / 4, LONGEST_START));
      processes.measure();
      while (!isOver(System.nanoTime() - start)) {
        processes.assertRunning();
        disturb(server);
      }
      processes.end(LENGTH.toSeconds() / 10);
    } finally {
      Duration length = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "soak: %d checks, %d changes, %d faults and %d kills in %s%n",
          history.checks(), history.changes(), faults, kills, length);
    }
  }

  /** The first organization is of all processes; each of the others is of one. */
  private static List<List<OrganizationId>> shares(List<OrganizationId> organizations) {
    List<List<OrganizationId>> shares = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      int first = 1 + i * OWN_ORGANIZATIONS;
      List<OrganizationId> share = new ArrayList<>(organizations.subList(0, 1));
      share.addAll(organizations.subList(first, first + OWN_ORGANIZATIONS));
      shares.add(share);
    }
    return shares;
  }

  private boolean isOver(long passed) {
    boolean late = passed >= LENGTH.toNanos();
    return LONG ? late || isEnough() : late && isEnough();
  }

  private boolean isEnough() {
    return history.checks() >= CHECKS && history.changes() >= CHANGES;
  }

  private void disturb(Optional<KillableServer> server) throws IOException {
    long length = TimeUnit.MILLISECONDS.toNanos(random.nextLong(1, MAX_FAULT_MILLIS));
    faults++;
    if (server.isPresent() && random.nextInt(8) == 0) {
      kills++;
      server.get().kill();
      server.get().restart();
    } else {
      disturb(proxied.get(random.nextInt(PROCESSES)).proxy(), length);
    }
    pause(length / 2);
  }

  private void disturb(TcpProxy proxy, long length) {
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
  }

  /** The length of the test is real time. */
  private static void pause(long nanos) {
    long start = System.nanoTime();
    for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
      LockSupport.parkNanos(left);
    }
  }
}

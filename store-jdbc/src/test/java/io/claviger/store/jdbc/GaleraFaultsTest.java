package io.claviger.store.jdbc;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessResult;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ContentionException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.databases.GaleraCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node of a cluster fails while all of them take changes, with the settings that the documents
 * name. More rounds: {@code -Dclaviger.galera.rounds=20}.
 */
@Tag("databases")
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GaleraFaultsTest {
  /** What happens to a node, for longer than the others wait for it. */
  enum Fault {
    PAUSED,
    KILLED,
    CUT_OFF
  }

  private static final int ROUNDS = Integer.getInteger("claviger.galera.rounds", 1);
  private static final int NODES = 3;
  private static final int VICTIM = 2;
  private static final int FEW = 5;
  private static final int WRITERS = 6;
  private static final int CHANGES_OF_A_WRITER = 20;
  private static final long POLL_NANOS = 10_000_000;

  /** Half as much again as the about 6 seconds in which no node answers, and a little more. */
  private static final Duration MAX_STALENESS = Duration.ofSeconds(10);

  private static GaleraCluster cluster;

  private List<ApiKeyStore> stores;
  private List<CachedNode> nodes;
  private OrganizationId organization;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = GaleraCluster.start();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void start() throws Exception {
    stores = cluster.freshPools().stream().<ApiKeyStore>map(JdbcApiKeyStore::new).toList();
    nodes =
        stores.stream()
            .map(store -> CachingApiKeyStore.builder(store).maxStaleness(MAX_STALENESS).build())
            .map(CachedNode::new)
            .toList();
    organization =
        application(0).createOrganization(NewOrganization.named("Acme")).organization().id();
  }

  @AfterEach
  void stop() {
    nodes.forEach(CachedNode::close);
  }

  @ParameterizedTest
  @EnumSource
  void changesStayAndRevokedKeysDoNotComeBack(Fault fault) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      ChangeHistory history = new ChangeHistory(stores.toArray(ApiKeyStore[]::new));
      history.during(
          () -> {
            history.awaitChanges(FEW);
            revokeDuring(fault, history);
            history.awaitChanges(FEW);
          });
      history.assertKept();
    }
  }

  private void revokeDuring(Fault fault, ChangeHistory history) throws Exception {
    IssuedApiKey kept = newKey("kept");
    List<IssuedApiKey> revoked = Stream.generate(() -> newKey("revoked")).limit(FEW).toList();
    for (CachedNode node : nodes) {
      await(() -> node.admits(kept) && revoked.stream().allMatch(node::admits));
    }
    CachedNode victim = nodes.get(VICTIM);
    begin(fault);
    try {
      revoked.forEach(this::revoke);
      long end = System.nanoTime() + MAX_STALENESS.toNanos();
      cluster.awaitMembers(0, NODES - 1);
      for (int other = 0; other < VICTIM; other++) {
        history.awaitChangesThrough(other, FEW);
      }
      // It does not answer for itself.
      await(() -> victim.request(kept) instanceof AccessResult.Unavailable);
      await(() -> System.nanoTime() > end);
    } finally {
      end(fault);
    }
    // Nor does it answer before it has caught up.
    do {
      revoked.forEach(key -> assertFalse(victim.admits(key), "admitted too late"));
    } while (!victim.admits(kept));
    cluster.awaitMembers(VICTIM, NODES);
    for (CachedNode node : nodes) {
      revoked.forEach(key -> assertFalse(node.admits(key), "admitted too late"));
    }
  }

  private static void begin(Fault fault) throws Exception {
    switch (fault) {
      case PAUSED -> cluster.pause(VICTIM);
      case KILLED -> cluster.kill(VICTIM);
      case CUT_OFF -> cluster.cutOff(VICTIM);
    }
  }

  private static void end(Fault fault) throws Exception {
    switch (fault) {
      case PAUSED -> cluster.resume(VICTIM);
      case KILLED -> cluster.restart(VICTIM);
      case CUT_OFF -> cluster.joinAgain(VICTIM);
    }
  }

  /** Two nodes may take changes of one organization, of which the cluster certifies one. */
  @Test
  void aLostCertificationIsALostRace() throws Exception {
    Set<String> created = new ConcurrentSkipListSet<>();
    Set<String> unknown = new ConcurrentSkipListSet<>();
    AtomicInteger names = new AtomicInteger();
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      ApiKeys application = application(i % NODES);
      writers.add(
          () -> {
            for (int made = 0; made < CHANGES_OF_A_WRITER || lostCertifications() == 0; made++) {
              String name = "key " + names.incrementAndGet();
              try {
                application.create(organization, NewApiKey.of(name, Role.ORG_MEMBER));
                created.add(name);
              } catch (ContentionException e) {
                // Nothing was changed.
              } catch (OutcomeUnknownException e) {
                // A busy machine may answer too late.
                unknown.add(name);
              }
            }
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (Future<Void> each : threads.invokeAll(writers)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    for (int node = 0; node < NODES; node++) {
      Set<String> found =
          application(node).stream(organization, KeyFilter.all())
              .map(ApiKey::description)
              .filter(name -> name.startsWith("key "))
              .filter(name -> !unknown.contains(name))
              .collect(toCollection(TreeSet::new));
      assertEquals(created, found, "on node " + node);
    }
  }

  /** A store that is new there does not know the database yet. */
  @Test
  void aNodeThatIsCutOffIsNamed() throws Exception {
    DataSource database = cluster.freshPools().get(VICTIM);
    cluster.cutOff(VICTIM);
    try {
      String words = "this node of the cluster is not connected to the others (error 1047";
      await(() -> trouble(new JdbcApiKeyStore(database)).contains(words));
    } finally {
      cluster.joinAgain(VICTIM);
      cluster.awaitMembers(VICTIM, NODES);
    }
  }

  private static String trouble(JdbcApiKeyStore store) {
    try {
      store.revisions(Set.of(new OrganizationId("a")));
      return "";
    } catch (StoreException e) {
      assertEquals(StoreException.Kind.UNREACHABLE, e.kind(), e::getMessage);
      return e.getMessage();
    }
  }

  private static int lostCertifications() {
    int sum = 0;
    for (int node = 0; node < NODES; node++) {
      sum += Integer.parseInt(cluster.status(node, "wsrep_local_cert_failures"));
      sum += Integer.parseInt(cluster.status(node, "wsrep_local_bf_aborts"));
    }
    return sum;
  }

  private ApiKeys application(int node) {
    return Claviger.of(stores.get(node)).actingAs(Caller.application("test"));
  }

  private IssuedApiKey newKey(String name) {
    return application(0).create(organization, NewApiKey.of(name, Role.ORG_READ_ONLY));
  }

  /** Repeats the call until the key is gone. */
  private void revoke(IssuedApiKey key) {
    while (true) {
      try {
        if (stores.get(0).findByPublicKey(key.apiKey().publicKey()).isEmpty()) {
          return;
        }
        application(0).revoke(organization, key.apiKey().id());
      } catch (StoreException | ContentionException | OutcomeUnknownException e) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}

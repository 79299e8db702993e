package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeFeed.Position;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.store.jdbc.databases.Connections;
import io.claviger.store.jdbc.databases.GaleraCluster;
import io.claviger.store.tck.Samples;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.SharedStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract on two nodes of a cluster of three, which all take changes. */
@Tag("databases")
@Timeout(300)
final class GaleraContractTest extends SharedStoreContract {
  private static final int CHANGES = 200;

  private static GaleraCluster cluster;
  private static List<DataSource> pools;

  private final Samples organizations = new Samples();

  @BeforeAll
  static void start() throws Exception {
    cluster = GaleraCluster.start();
    // Without the wait before changes, a node that lags may refuse one that another try makes.
    pools =
        cluster.freshPools(
            config -> config.setConnectionInitSql("set session wsrep_sync_wait = 3"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void checkFindsReadsThatDoNotWait() throws Exception {
    new JdbcApiKeyStore(pools.get(0)).check();
    Checks.assertFinds(
        poolWith("wsrep_sync_wait = 2"),
        "wsrep_sync_wait is 2",
        "sessionVariables=wsrep_sync_wait=1");
  }

  /** Such a node admits keys that were revoked on the others. */
  @Test
  void checkFindsANodeThatAnswersAlone() throws Exception {
    Checks.assertFinds(
        poolWith("wsrep_dirty_reads = 1"), "wsrep_dirty_reads is on", "switch it off");
    for (String option : List.of("pc.ignore_sb", "pc.ignore_quorum")) {
      cluster.setOption(0, option + "=true");
      Checks.assertFinds(pools.get(0), "pc.ignore_sb or pc.ignore_quorum is true");
      cluster.setOption(0, option + "=false");
    }
    new JdbcApiKeyStore(pools.get(0)).check();
  }

  @Test
  void checkFindsChangesThatReachNoOtherNode() throws Exception {
    Checks.assertFinds(poolWith("wsrep_on = 0"), "wsrep_on is off", "reach no other node");
  }

  /** A node with another order stops at once, so only the form is tested that the check reads. */
  @Test
  void theOrderOfCommitsIsNamedAsTheCheckExpects() throws Exception {
    try (Connection connection = pools.get(0).getConnection()) {
      String options = Connections.first(connection, "select @@global.wsrep_provider_options");
      assertTrue(options.contains("; repl.commit_order = 3; "), options);
    }
  }

  /** The changes are in transactions that nobody repeats, so an aborted one fails the test. */
  @Test
  void assigningPositionsOnTwoNodesAbortsNoChange() throws Exception {
    Tables.empty(pools.get(0));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    AtomicInteger writing = new AtomicInteger(2);
    List<Future<Integer>> assigned = new ArrayList<>();
    List<Future<Integer>> made = new ArrayList<>();
    for (DataSource node : pools.subList(0, 2)) {
      made.add(threads.submit(() -> changing(node, writing)));
      assigned.add(threads.submit(() -> assigning(node, writing)));
    }
    threads.shutdown();
    int changes = made.get(0).get() + made.get(1).get();
    assertEquals(2 * CHANGES, changes);
    assertEquals(changes, assigned.get(0).get() + assigned.get(1).get());
  }

  private int changing(DataSource node, AtomicInteger writing) throws SQLException {
    try (Connection connection = node.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      for (int i = 0; i < CHANGES; i++) {
        assertTrue(JdbcApiKeyStore.within(connection).commit(newOrganization()));
        connection.commit();
      }
      return CHANGES;
    } finally {
      writing.decrementAndGet();
    }
  }

  private OrganizationChange newOrganization() {
    synchronized (organizations) {
      return organizations.creation(organizations.organization());
    }
  }

  /** Goes on until all changes of both nodes have a position. */
  private static int assigning(DataSource node, AtomicInteger writing) {
    ChangeFeed feed = new JdbcApiKeyStore(node).extensions().changeFeed().orElseThrow();
    Position position = feed.now();
    int assigned = 0;
    boolean last;
    do {
      last = writing.get() == 0;
      assigned += feed.assignPositions();
    } while (!last || feed.since(position).orElseThrow().pending() > 0);
    return assigned;
  }

  private static DataSource poolWith(String setting) throws Exception {
    return cluster
        .freshPools(config -> config.setConnectionInitSql("set session " + setting))
        .get(0);
  }

  @Override
  protected StoreUnderTest newStore() {
    Tables.empty(pools.get(0));
    JdbcApiKeyStore store = new JdbcApiKeyStore(pools.get(0));
    return StoreUnderTest.of(store).withOtherNode(new JdbcApiKeyStore(pools.get(1)));
  }

  @Override
  protected Set<StorePart> parts() {
    return Set.of(
        StorePart.EVENTS,
        StorePart.USAGE,
        StorePart.VERIFIERS,
        StorePart.REVOKED_TOKENS,
        StorePart.OPERATOR,
        StorePart.CAPACITY,
        StorePart.REPLICATION,
        StorePart.CHANGE_FEED);
  }
}

package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.GaleraCluster;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.SharedStoreContract;
import java.util.List;
import java.util.Set;
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
  private static GaleraCluster cluster;
  private static List<DataSource> pools;

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
        StorePart.REPLICATION);
  }
}

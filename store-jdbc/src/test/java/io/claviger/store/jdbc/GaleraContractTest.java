package io.claviger.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.store.jdbc.databases.GaleraCluster;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.SharedStoreContract;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The contract on two nodes of a cluster that both take changes. */
@Tag("databases")
@Timeout(300)
final class GaleraContractTest extends SharedStoreContract {
  private static GaleraCluster cluster;
  private static List<HikariDataSource> pools;

  @BeforeAll
  static void start() throws Exception {
    cluster = GaleraCluster.start();
    pools = cluster.freshDatabase().stream().map(GaleraContractTest::pool).toList();
    Schema.migrate(pools.get(0));
  }

  @AfterAll
  static void stop() {
    pools.forEach(HikariDataSource::close);
    cluster.close();
  }

  @Override
  protected StoreUnderTest newStore() {
    Tables.empty(pools.get(0));
    JdbcApiKeyStore store = new JdbcApiKeyStore(pools.get(0));
    return new StoreUnderTest(store, store, new JdbcApiKeyStore(pools.get(1)));
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }
}

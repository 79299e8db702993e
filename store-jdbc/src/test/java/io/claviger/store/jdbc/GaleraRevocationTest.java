package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.GaleraCluster;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Two caches around stores on two nodes of a cluster. */
@Tag("databases")
final class GaleraRevocationTest extends JdbcRevocation {
  private static GaleraCluster cluster;
  private static List<DataSource> pools;

  GaleraRevocationTest() {
    super(pools);
  }

  @BeforeAll
  static void start() throws Exception {
    cluster = GaleraCluster.start();
    pools = cluster.freshPools();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }
}

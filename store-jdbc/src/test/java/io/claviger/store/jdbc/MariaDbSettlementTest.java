package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.store.jdbc.databases.JdbcProxies;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mariadb.jdbc.MariaDbDataSource;

/** If a connection dies at COMMIT, the next one may lead to a node that lags. */
@Tag("databases")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MariaDbSettlementTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final String SYNC_WAIT = "select @@session.wsrep_sync_wait";

  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final MariaDbDataSource dataSource;
  private final List<String> waits = new ArrayList<>();

  MariaDbSettlementTest(Servers servers) throws SQLException {
    dataSource = (MariaDbDataSource) servers.freshDatabase(TestDatabase.MARIADB);
    dataSource.setUrl(dataSource.getUrl() + "&sessionVariables=wsrep_sync_wait=1");
    Schema.migrate(dataSource);
  }

  /** The application lets reads wait, and nothing else. */
  @Test
  void itWaitsForTheOtherNodesAndLeavesNoTrace() {
    JdbcStore store = new JdbcStore(losingCommits(), AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(samples.creation(organization)));
    assertEquals(List.of("begin 1", "end 1", "begin 15", "end 1", "begin 15", "end 1"), waits);
    waits.clear();
    assertTrue(store.commit(samples.update(organization, KeyChanges.none())));
    assertEquals(List.of("begin 1", "end 1", "begin 15", "end 1"), waits);
  }

  @Test
  void itDoesSoWithAutoCommitOffToo() throws SQLException {
    dataSource.setUrl(dataSource.getUrl() + "&autocommit=false");
    JdbcStore store = new JdbcStore(losingCommits(), AutoCommit.OFF, Ticker.system());
    assertTrue(store.commit(samples.creation(organization)));
    assertTrue(waits.contains("begin 15"), waits.toString());
    assertEquals("end 1", waits.get(waits.size() - 1));
  }

  /**
   * Records the wait setting when a transaction begins, and when the connection goes back. Loses
   * the commits of changes, and not those of the search.
   */
  private DataSource losingCommits() {
    return JdbcProxies.connections(
        dataSource,
        raw ->
            (method, arguments, call) -> {
              if (method.equals("setAutoCommit") && arguments[0].equals(false)) {
                waits.add("begin " + first(raw, SYNC_WAIT));
              }
              if (method.equals("close")) {
                waits.add("end " + first(raw, SYNC_WAIT));
              }
              Object result = call.proceed();
              if (method.equals("commit") && waits.get(waits.size() - 1).equals("begin 1")) {
                throw new SQLException("the connection was lost", "08006");
              }
              return result;
            });
  }
}

package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** A pool has connections to the old primary server, and new ones lead to the new primary. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SwitchOverTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());

  SwitchOverTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase(except = TestDatabase.H2)
  void aRetryOfAChangeHeals(TestDatabase database) throws SQLException {
    try (HikariDataSource pool = pool(database)) {
      JdbcStore store = new JdbcStore(pool, AutoCommit.ON, Ticker.system());
      OrganizationChange change = samples.update(organization, KeyChanges.none());
      becomeReadOnly(pool, database);
      assertUnreachable(() -> store.commit(change));
      assertTrue(store.commit(change));
    }
  }

  @EachDatabase(except = TestDatabase.H2)
  void aRetryOfUsageHeals(TestDatabase database) throws SQLException {
    try (HikariDataSource pool = pool(database)) {
      JdbcStore store = new JdbcStore(pool, AutoCommit.ON, Ticker.system());
      becomeReadOnly(pool, database);
      assertUnreachable(() -> store.add(List.of(samples.use(key, samples.instant()))));
      assertTrue(store.add(List.of(samples.use(key, samples.instant()))));
    }
  }

  private static void assertUnreachable(Executable call) {
    assertEquals(StoreException.Kind.UNREACHABLE, assertThrows(StoreException.class, call).kind());
  }

  /** Returns the only connection. */
  private static void becomeReadOnly(HikariDataSource pool, TestDatabase database)
      throws SQLException {
    String characteristics = database.isMariaDbOrMySql() ? "" : "characteristics as ";
    try (Connection connection = pool.getConnection()) {
      execute(connection, "set session " + characteristics + "transaction read only");
    }
  }

  private HikariDataSource pool(TestDatabase database) throws SQLException {
    HikariConfig config = new HikariConfig();
    DataSource dataSource = servers.freshDatabase(database);
    Schema.migrate(dataSource);
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(1);
    HikariDataSource pool = new HikariDataSource(config);
    JdbcStore store = new JdbcStore(pool, AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(samples.creation(organization, key)));
    return pool;
  }
}

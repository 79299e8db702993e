package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.databases.Connections.execute;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No change waits for rows of another organization, although a planner may prefer to read all of a
 * small table.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NeighboursTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final List<StoredApiKey> keys =
      Stream.generate(() -> samples.key(organization.id())).limit(150).toList();
  private final List<StoredApiKey> most = keys.subList(25, 125);

  NeighboursTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void mostKeysAreDeletedBesideOne(TestDatabase database) throws SQLException {
    Set<ApiKeyId> ids = most.stream().map(each -> each.key().id()).collect(Collectors.toSet());
    KeyChanges deletions = new KeyChanges(List.of(), List.of(), Map.of(), ids);
    assertWorksBesideOne(database, store -> store.commit(samples.update(organization, deletions)));
  }

  @EachDatabase
  void anOrganizationIsDeletedBesideOne(TestDatabase database) throws SQLException {
    assertWorksBesideOne(database, store -> store.commit(samples.deletion(organization)));
  }

  @EachDatabase
  void mostKeysAreUsedBesideOne(TestDatabase database) throws SQLException {
    List<UsageCount> uses =
        most.stream().map(each -> samples.use(each, samples.instant())).toList();
    assertWorksBesideOne(database, store -> store.add(uses));
  }

  private void assertWorksBesideOne(TestDatabase database, Predicate<JdbcStore> work)
      throws SQLException {
    DataSource dataSource = servers.freshDatabase(database);
    Schema.migrate(dataSource);
    JdbcStore store = new JdbcStore(dataSource, AutoCommit.ON, Ticker.system());
    assertTrue(store.commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new))));
    Organization neighbour = samples.organization();
    StoredApiKey its = samples.key(neighbour.id());
    assertTrue(store.commit(samples.creation(neighbour, its)));
    try (Connection holder = dataSource.getConnection()) {
      holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      holder.setAutoCommit(false);
      String id = "'" + its.key().id() + "'";
      execute(holder, "update claviger_api_key set description = 'held' where id = " + id);
      execute(holder, "update claviger_usage set use_count = 1 where key_id = " + id);

      assertTrue(work.test(store));

      holder.rollback();
    }
  }
}

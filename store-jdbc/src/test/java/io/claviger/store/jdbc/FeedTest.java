package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.OperatorStore.FeedEvent;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The feed misses no event, also of a transaction that is committed late. */
final class FeedTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Servers servers;

  FeedTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void aLongTransactionIsNotOvertaken(TestDatabase database) throws Exception {
    DataSource dataSource = Checks.migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    OperatorStore operator = store.extensions().operator().orElseThrow();
    Organization slow = samples.organization();
    Organization fast = samples.organization();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      assertTrue(JdbcApiKeyStore.within(connection).commit(samples.creation(slow)));

      assertTrue(store.commit(samples.creation(fast)));
      List<FeedEvent> before = operator.feed(0, 10);
      assertEquals(List.of(fast.id()), organizations(before));

      connection.commit();
      long last = before.get(0).position();
      assertEquals(List.of(slow.id()), organizations(operator.feed(last, 10)));
    }
  }

  /** The reader holds its lock for as long as its transaction; a writer does not need it. */
  @EachDatabase
  void aWriterDoesNotWaitForAReader(TestDatabase database) throws Exception {
    DataSource dataSource = Checks.migrated(servers.freshDatabase(database));
    JdbcApiKeyStore store = new JdbcApiKeyStore(dataSource);
    assertTrue(store.commit(samples.creation(samples.organization())));
    try (Connection reader = dataSource.getConnection()) {
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      try (var statement = reader.createStatement()) {
        statement.executeQuery("select position from claviger_feed where id = 1 for update");
        statement.executeUpdate("update claviger_audit_event set feed_position = 1");
        statement.executeUpdate("update claviger_feed set position = 1 where id = 1");
      }

      assertTrue(store.commit(samples.creation(samples.organization())));

      reader.rollback();
    }
    assertEquals(2, store.extensions().operator().orElseThrow().feed(0, 10).size());
  }

  @EachDatabase
  void aUserWithoutTheRightsOfTheFeedIsToldThem(TestDatabase database) throws Exception {
    DataSource administrator = Checks.migrated(servers.freshDatabase(database));
    assertTrue(new JdbcApiKeyStore(administrator).commit(samples.creation(samples.organization())));
    LimitedUser user = LimitedUser.of(administrator).may("select", "claviger_audit_event");
    OperatorStore operator =
        new JdbcApiKeyStore(user.dataSource()).extensions().operator().orElseThrow();

    StoreException refused = assertThrows(StoreException.class, () -> operator.feed(0, 10));

    assertTrue(
        refused.getMessage().contains("UPDATE of the column feed_position"), refused::getMessage);
    user.may("update (feed_position)", "claviger_audit_event")
        .may("select, update", "claviger_feed");
    assertEquals(1, operator.feed(0, 10).size());
  }

  private static List<OrganizationId> organizations(List<FeedEvent> fed) {
    return fed.stream().map(each -> each.event().organization()).toList();
  }
}

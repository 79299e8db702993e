package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static io.claviger.store.jdbc.Checks.transaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

/** Connections whose transaction cannot be joined. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WithinRefusalTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Servers servers;

  WithinRefusalTest(Servers servers) {
    this.servers = servers;
  }

  @EachDatabase
  void aConnectionInNoTransactionIsRefused(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    try (Connection hosts = dataSource.getConnection()) {
      hosts.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      assertRefused(hosts, "begin one first");
      hosts.setAutoCommit(false);
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      hosts.setAutoCommit(true);
      assertTrue(
          assertThrows(IllegalStateException.class, () -> joined.revisions(Set.of()))
              .getMessage()
              .contains("begin one first"));
    }
  }

  @EachDatabase
  void anotherIsolationIsRefused(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    for (int isolation :
        new int[] {
          Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE
        }) {
      try (Connection hosts = dataSource.getConnection()) {
        hosts.setTransactionIsolation(isolation);
        hosts.setAutoCommit(false);
        assertRefused(hosts, "not at READ COMMITTED");
        hosts.rollback();
      }
    }
  }

  /** H2 does not keep a connection from writing. */
  @EachDatabase(except = TestDatabase.H2)
  void aReadOnlyTransactionIsNamed(TestDatabase database) throws SQLException {
    Samples samples = new Samples();
    DataSource dataSource = migrated(servers.freshDatabase(database));
    try (Connection hosts = dataSource.getConnection()) {
      hosts.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      hosts.setReadOnly(true);
      hosts.setAutoCommit(false);
      ApiKeyStore joined = JdbcApiKeyStore.within(hosts);
      StoreException refusal =
          assertThrows(
              StoreException.class, () -> joined.commit(samples.creation(samples.organization())));
      assertEquals(StoreException.Kind.FAULT, refusal.kind());
      assertTrue(
          refusal.getMessage().contains("the transaction is read-only"), refusal.getMessage());
      hosts.rollback();
    }
  }

  /** A pooler could otherwise ask another server connection than that of the transaction. */
  @EachDatabase(except = {TestDatabase.H2, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void theIsolationIsThatOfTheTransaction(TestDatabase database) throws SQLException {
    DataSource dataSource = migrated(servers.freshDatabase(database));
    try (Connection hosts = transaction(dataSource);
        Connection other = dataSource.getConnection()) {
      int process = hosts.unwrap(PGConnection.class).getBackendPID();
      JdbcApiKeyStore.within(hosts);
      try (Statement statement = other.createStatement();
          ResultSet state =
              statement.executeQuery("select state from pg_stat_activity where pid = " + process)) {
        assertTrue(state.next());
        assertEquals("idle in transaction", state.getString(1));
      }
    }
  }

  private static void assertRefused(Connection connection, String part) {
    StoreException refusal =
        assertThrows(StoreException.class, () -> JdbcApiKeyStore.within(connection));
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
  }
}

package io.claviger.store.jdbc;

import static io.claviger.store.jdbc.Checks.migrated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Isolation levels of pools that the store accepts or refuses. */
final class IsolationTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private final Samples samples = new Samples();
  private final Servers servers;

  IsolationTest(Servers servers) {
    this.servers = servers;
  }

  /** A changed organization could be seen with an unchanged key. */
  @EachDatabase(except = {TestDatabase.POSTGRES_14, TestDatabase.POSTGRES_18})
  void whatIsNotCommittedIsNotRead(TestDatabase database) throws SQLException {
    try (HikariDataSource pool = pool(database, "TRANSACTION_READ_UNCOMMITTED", AutoCommit.ON)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);
      assertRefused(() -> store.findByPublicKey(new PublicKey("qwertyui")));
      assertRefused(() -> store.read(samples.organization().id(), Set.of()));
      assertRefused(() -> store.commit(samples.creation(samples.organization())));
      assertRefused(store::check);
    }
  }

  /** PostgreSQL has no such isolation. */
  @EachDatabase(except = {TestDatabase.H2, TestDatabase.MARIADB, TestDatabase.MYSQL})
  void postgresNeverReadsIt(TestDatabase database) throws SQLException {
    assertWorks(database, "TRANSACTION_READ_UNCOMMITTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRANSACTION_READ_COMMITTED",
        "TRANSACTION_REPEATABLE_READ",
        "TRANSACTION_SERIALIZABLE"
      })
  void allElseIsFine(String isolation) throws SQLException {
    assertWorks(TestDatabase.H2, isolation);
  }

  /** A lookup would lock the rows that it reads, and wait for those who change them. */
  @Tag("databases")
  @EachDatabase(only = {TestDatabase.MARIADB, TestDatabase.MYSQL})
  void noLookupWaitsForAChange(TestDatabase database) throws SQLException {
    String isolation = "TRANSACTION_SERIALIZABLE";
    try (HikariDataSource pool = pool(database, isolation, AutoCommit.OFF)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool, AutoCommit.OFF);
      assertRefused(() -> store.findByPublicKey(new PublicKey("qwertyui")));
      assertRefused(() -> store.commit(samples.creation(samples.organization())));
      assertRefused(store::check);
    }
  }

  /** A read that is its own transaction locks nothing. */
  @Tag("databases")
  @EachDatabase(only = {TestDatabase.MARIADB, TestDatabase.MYSQL})
  void withAutoCommitSerializableIsFineThere(TestDatabase database) throws SQLException {
    assertWorks(database, "TRANSACTION_SERIALIZABLE");
  }

  @EachDatabase(except = {TestDatabase.MARIADB, TestDatabase.MYSQL})
  void serializableTransactionsAreFineElsewhere(TestDatabase database) throws SQLException {
    assertWorks(database, "TRANSACTION_SERIALIZABLE", AutoCommit.OFF);
  }

  private void assertWorks(TestDatabase database, String isolation) throws SQLException {
    assertWorks(database, isolation, AutoCommit.ON);
  }

  private void assertWorks(TestDatabase database, String isolation, AutoCommit autoCommit)
      throws SQLException {
    try (HikariDataSource pool = pool(database, isolation, autoCommit)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool, autoCommit);
      store.check();
      Organization organization = samples.organization();
      assertTrue(store.commit(samples.creation(organization)));
      assertTrue(store.read(organization.id(), Set.of()).isPresent());
    }
  }

  private static void assertRefused(Executable call) {
    StoreException refusal = assertThrows(StoreException.class, call);
    assertEquals(StoreException.Kind.FAULT, refusal.kind());
    assertTrue(refusal.getMessage().contains("READ COMMITTED"), refusal.getMessage());
  }

  private HikariDataSource pool(TestDatabase database, String isolation, AutoCommit autoCommit)
      throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSource(migrated(servers.freshDatabase(database)));
    config.setMaximumPoolSize(2);
    config.setTransactionIsolation(isolation);
    config.setAutoCommit(autoCommit == AutoCommit.ON);
    return new HikariDataSource(config);
  }
}

package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.PgBouncer;
import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** A pooler that gives each transaction another connection. */
@Tag("databases")
final class PgBouncerTest {
  @RegisterExtension static final Servers.Extension SERVERS = new Servers.Extension();

  private static final int ROUNDS = 20;

  private final Samples samples = new Samples();
  private final PGSimpleDataSource database;

  PgBouncerTest(Servers servers) throws Exception {
    database = (PGSimpleDataSource) servers.freshDatabase(TestDatabase.POSTGRES_18);
    Schema.migrate(database);
  }

  @Test
  void allWorksWhereItPassesPreparedStatementsOn() throws Exception {
    try (PgBouncer pooler = PgBouncer.before(database, 200, 4);
        HikariDataSource pool = pool(pooler)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);
      assertDoesNotThrow(store::check);
      Organization organization = samples.organization();
      assertTrue(store.commit(samples.creation(organization)));
      for (int round = 0; round < ROUNDS; round++) {
        StoredApiKey key = samples.key(organization.id());
        OrganizationChange change = samples.update(organization, KeyChanges.create(key));
        try (Connection connection = Checks.transaction(pool)) {
          assertTrue(JdbcApiKeyStore.within(connection).commit(change));
          connection.commit();
        }
        organization = change.organization();
        assertTrue(store.findByPublicKey(key.key().publicKey()).isPresent());
        OrganizationChange deletion =
            samples.update(organization, KeyChanges.delete(key.key().id()));
        assertTrue(store.commit(deletion));
        organization = deletion.organization();
      }
    }
  }

  @Test
  void itIsFoundWhereItLosesPreparedStatements() throws Exception {
    try (PgBouncer pooler = PgBouncer.before(database, 0, 1);
        HikariDataSource pool = pool(pooler);
        HikariDataSource otherPool = pool(pooler)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);
      JdbcApiKeyStore otherNode = new JdbcApiKeyStore(otherPool);

      Checks.assertFinds(store, "max_prepared_statements", "prepareThreshold=0");

      StoreException refusal = assertThrows(StoreException.class, () -> look(store, otherNode));
      assertEquals(StoreException.Kind.FAULT, refusal.kind());
      assertTrue(refusal.getMessage().contains("prepareThreshold=0"), refusal.getMessage());
    }
  }

  @Test
  void itIsFoundWhereItRefusesTransactions() throws Exception {
    try (PgBouncer pooler = PgBouncer.before(database, "statement", 200, 4);
        HikariDataSource pool = pool(pooler)) {
      JdbcApiKeyStore store = new JdbcApiKeyStore(pool);

      Checks.assertFinds(
          store, "transactions are refused", "pool_mode of PgBouncer to transaction");

      StoreException refusal =
          assertThrows(
              StoreException.class, () -> store.commit(samples.creation(samples.organization())));
      assertEquals(StoreException.Kind.FAULT, refusal.kind());
      assertTrue(refusal.getMessage().contains("pool_mode"), refusal.getMessage());
    }
  }

  private void look(JdbcApiKeyStore... nodes) {
    for (JdbcApiKeyStore node : nodes) {
      for (int round = 0; round < ROUNDS; round++) {
        node.findByPublicKey(samples.publicKey());
      }
    }
  }

  private static HikariDataSource pool(PgBouncer pooler) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(pooler.database());
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(4);
    return new HikariDataSource(config);
  }
}

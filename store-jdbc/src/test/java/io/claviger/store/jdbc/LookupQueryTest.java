package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.spi.Ticker;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.jdbc.databases.MemoryDatabase;
import io.claviger.store.tck.Samples;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LookupQueryTest {
  private final MemoryDatabase database = MemoryDatabase.create();
  private final JdbcStore store =
      new JdbcStore(database.dataSource(), AutoCommit.ON, Ticker.system());
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key =
      samples.key(organization.id()).with(List.of(samples.secret(), samples.secret()));
  private final List<LookupSecret> secrets = key.secrets().stream().map(LookupSecret::of).toList();

  @BeforeEach
  void create() {
    assertTrue(store.commit(samples.creation(organization, key)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void secretsAreInTheOrderOfTheirPositions() throws SQLException {
    assertEquals(secrets, find());
    Checks.execute(database.dataSource(), "update claviger_secret set position = 1 - position");
    assertEquals(List.of(secrets.get(1), secrets.get(0)), find());
  }

  private List<LookupSecret> find() {
    return store.findByPublicKey(key.key().publicKey()).orElseThrow().secrets();
  }
}

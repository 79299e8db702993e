package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.Servers;
import io.claviger.store.jdbc.databases.TestDatabase;
import io.claviger.store.tck.ApiKeyStoreContract;
import io.claviger.store.tck.StoreUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class H2FileContractTest extends ApiKeyStoreContract {
  @TempDir Path folder;

  private JdbcApiKeyStore store;

  /** Twice as long as in memory, by the same statements. */
  @BeforeAll
  static void require() {
    Servers.requireInThoroughBuild(TestDatabase.H2);
  }

  @Override
  protected StoreUnderTest newStore() {
    store = JdbcApiKeyStore.open(folder.resolve("keys"));
    return new StoreUnderTest(store, store);
  }

  @AfterEach
  void close() {
    store.close();
  }
}

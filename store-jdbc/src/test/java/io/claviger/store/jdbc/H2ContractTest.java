package io.claviger.store.jdbc;

import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import org.junit.jupiter.api.AfterEach;

final class H2ContractTest extends ApiKeyStoreContract {
  private JdbcApiKeyStore store;

  @Override
  protected StoreUnderTest newStore() {
    store = JdbcApiKeyStore.openInMemory();
    return new StoreUnderTest(store, store);
  }

  @AfterEach
  void close() {
    store.close();
  }
}

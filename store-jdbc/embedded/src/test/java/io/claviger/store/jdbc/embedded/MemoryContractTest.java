package io.claviger.store.jdbc.embedded;

import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import org.junit.jupiter.api.AfterEach;

final class MemoryContractTest extends ApiKeyStoreContract {
  private EmbeddedApiKeyStore store;

  @Override
  protected StoreUnderTest newStore() {
    store = EmbeddedApiKeyStore.openInMemory();
    return new StoreUnderTest(store, store);
  }

  @AfterEach
  void close() {
    store.close();
  }
}

package io.claviger.store.memory;

import io.claviger.store.tck.ApiKeyStoreContract;
import io.claviger.store.tck.StoreUnderTest;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
  @Override
  protected StoreUnderTest newStore() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    return new StoreUnderTest(store, store);
  }
}

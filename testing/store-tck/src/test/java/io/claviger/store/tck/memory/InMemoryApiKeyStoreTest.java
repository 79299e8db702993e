package io.claviger.store.tck.memory;

import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
  @Override
  protected StoreUnderTest newStore() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    return new StoreUnderTest(store, store);
  }
}

package io.claviger.store.cache;

import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.ApiKeyStoreContract;
import io.claviger.store.tck.StoreUnderTest;
import org.junit.jupiter.api.AfterEach;

/** On one node nothing shows that there is a cache. */
final class CachedContractTest extends ApiKeyStoreContract {
  private CachingApiKeyStore cache;

  @Override
  protected StoreUnderTest newStore() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    cache = CachingApiKeyStore.of(store);
    return new StoreUnderTest(cache, store);
  }

  @AfterEach
  void close() {
    cache.close();
  }
}

package io.claviger.store.cache;

import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.contract.ApiKeyStoreContract;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** On one node a cache fulfils the whole contract of a store. */
final class CachedContractTest extends ApiKeyStoreContract {
  private CachingApiKeyStore cache;

  @Override
  protected StoreUnderTest newStore() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    cache = CachingApiKeyStore.of(store);
    return StoreUnderTest.of(cache);
  }

  @Override
  protected Set<StorePart> parts() {
    return Set.of(
        StorePart.EVENTS,
        StorePart.USAGE,
        StorePart.VERIFIERS,
        StorePart.REVOKED_TOKENS,
        StorePart.OPERATOR,
        StorePart.EVICTION);
  }

  @AfterEach
  void close() {
    cache.close();
  }
}

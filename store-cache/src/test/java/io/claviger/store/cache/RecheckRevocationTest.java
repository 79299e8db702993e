package io.claviger.store.cache;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.revocation.CacheTime;
import io.claviger.store.tck.revocation.RevocationContract;
import java.util.function.Supplier;

/** Two caches around one store, which ask no change feed. */
final class RecheckRevocationTest extends RevocationContract {
  @Override
  protected Supplier<ApiKeyStore> newDatabase() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    return () -> store;
  }

  @Override
  protected ApiKeyStore cached(ApiKeyStore store, CacheTime time) {
    return CachingApiKeyStore.builder(store)
        .changeFeed(false)
        .maxStaleness(time.maxStaleness())
        .clock(time.clock())
        .ticker(time.ticker())
        .background(time.background())
        .build();
  }
}

package io.claviger.simulation;

import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Creates the cache that applications use. It is public for {@link PlantedCache}. */
public final class RealCache implements CacheFactory {
  @Override
  public ApiKeyStore open(
      ApiKeyStore store, InstantSource wall, Ticker ticker, ScheduledExecutorService background) {
    return CachingApiKeyStore.builder(store)
        .maxStaleness(MAX_STALENESS)
        // One load at each level of nesting; none waits for a permit, since nobody could give one.
        .concurrentLoads(Scheduler.MAX_DEPTH + 1)
        .clock(wall)
        .ticker(ticker)
        .background(background)
        .executor(Runnable::run)
        .build();
  }
}

package io.claviger.simulation;

import io.claviger.spi.Ticker;
import io.claviger.spi.store.ApiKeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Creates the cache of a node. It is public for caches of another class loader. */
public interface CacheFactory {
  /** How old an answer may be. */
  Duration MAX_STALENESS = Duration.ofSeconds(5);

  /** Creates a cache that reads on the thread of the request. */
  ApiKeyStore open(
      ApiKeyStore store, InstantSource wall, Ticker ticker, ScheduledExecutorService background);
}

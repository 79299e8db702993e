package io.claviger.benchmarks.tail;

import io.claviger.benchmarks.run.Require;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import io.claviger.test.SettableTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The caches of several nodes, with default options and room for all keys. Time is virtual, and one
 * thread does all work, so each run makes the same calls.
 */
final class VirtualNodes implements AutoCloseable {
  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final SettableTicker ticker = new SettableTicker();
  private final SettableExecutor background = new SettableExecutor();
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<PublicKey> keys;
  private final List<CachingApiKeyStore> caches;

  /** Creates nodes that have cached all these keys. */
  VirtualNodes(int nodes, ApiKeyStore store, List<PublicKey> keys) {
    this.keys = keys;
    this.caches = Stream.generate(() -> cache(store)).limit(nodes).toList();
    caches.forEach(cache -> keys.forEach(key -> Require.that(finds(cache, key), "not found")));
  }

  private CachingApiKeyStore cache(ApiKeyStore store) {
    return CachingApiKeyStore.builder(store)
        .maxSize(2 * keys.size())
        .clock(clock)
        .ticker(ticker)
        .background(background)
        .executor(Runnable::run)
        .build();
  }

  /**
   * Lets time pass, with so many requests a second. Each asks a random node for the next key.
   *
   * @return how many requests got no answer
   */
  long use(Duration time, int perSecond, IntSupplier next) {
    Duration pause = Duration.ofSeconds(1).dividedBy(perSecond);
    long requests = time.dividedBy(pause);
    long refused = 0;
    for (long i = 0; i < requests; i++) {
      pass(pause);
      CachingApiKeyStore cache = caches.get(random.nextInt(caches.size()));
      refused += finds(cache, keys.get(next.getAsInt())) ? 0 : 1;
    }
    return refused;
  }

  /** Asks each node once for each key, while no time passes. */
  void useAll() {
    caches.forEach(cache -> keys.forEach(key -> finds(cache, key)));
  }

  /** Lets time pass without requests. */
  void pass(Duration time) {
    clock.advance(time);
    ticker.advance(time);
    background.advance(time);
    background.runAll();
  }

  private static boolean finds(CachingApiKeyStore cache, PublicKey key) {
    try {
      return cache.findByPublicKey(key).isPresent();
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public void close() {
    caches.forEach(CachingApiKeyStore::close);
  }
}

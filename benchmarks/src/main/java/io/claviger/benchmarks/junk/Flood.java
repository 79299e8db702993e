package io.claviger.benchmarks.junk;

import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Sample;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.benchmarks.run.Threads;
import io.claviger.model.ApiKey;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many threads that present unknown public keys to a cache whose store is slow. Each comes once.
 */
public final class Flood {
  private static final int THREADS = 96;

  private final CachingApiKeyStore cache;
  private final List<ApiKey> good;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean flooding = true;

  private Flood(CachingApiKeyStore cache, List<ApiKey> good) {
    this.cache = cache;
    this.good = good;
  }

  /** Returns the measurement of a million unknown keys, with room for twice the good keys. */
  public static Measurement ofMillion() {
    int limit = 64;
    List<Row> rows =
        List.of(
            new Row("junk/flood/good-keys-evicted", "keys", Goal.oursAtMost(0)),
            new Row("junk/flood/loads-at-once", "loads", Goal.oursAtMost(limit)),
            new Row("junk/flood/answered-otherwise", "keys", null));
    return new Measurement(rows, run -> Result.of(rows, ofMillion(limit)));
  }

  private static List<Comparison> ofMillion(int limit) throws Exception {
    InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
    List<ApiKey> good = keys(memory, 10_000);
    SlowStore store = new SlowStore(memory, 50_000, THREADS);
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(store)
            .maxSize(2 * good.size())
            .unknownKeys(10_000)
            .concurrentLoads(limit)
            // With a long maxStaleness, the cache looks a good key up again only if it was evicted.
            .maxStaleness(Duration.ofHours(1))
            .build()) {
      good.forEach(key -> cache.findByPublicKey(key.publicKey()));
      Flood flood = new Flood(cache, good);
      List<Double> otherwise = Threads.run(THREADS, thread -> flood.present(1_000_000));
      int before = store.loadsOfGoodKeys.get();
      good.forEach(key -> cache.findByPublicKey(key.publicKey()));
      return List.of(
          Comparison.alone(store.loadsOfGoodKeys.get() - before),
          Comparison.alone(store.mostJunk.get()),
          Comparison.alone(otherwise.stream().mapToDouble(each -> each).sum()));
    }
  }

  /**
   * Returns the measurement of loading good keys again, in a flood and without. The cache has its
   * defaults. Its store takes a millisecond for each lookup, and has ten connections.
   */
  public static Measurement withReloads() {
    int thirdOfPool = 3;
    List<Row> rows =
        List.of(
            new Row("junk/flood/reload-p99", "ms", Goal.ratioAtMost(3)),
            new Row("junk/flood/default-loads-at-once", "loads", Goal.oursAtMost(thirdOfPool)));
    return new Measurement(rows, run -> Result.of(rows, withReloads(run)));
  }

  private static List<Comparison> withReloads(Run run) throws Exception {
    InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
    List<ApiKey> good = keys(memory, 200);
    SlowStore store = new SlowStore(memory, 1_000_000, 10);
    try (CachingApiKeyStore cache = CachingApiKeyStore.of(store)) {
      Flood flood = new Flood(cache, good);
      List<Double> calm = new ArrayList<>();
      List<Double> inFlood = new ArrayList<>();
      double unused = flood.reload();
      for (int round = 0; round < (run.quick() ? 5 : 15); round++) {
        calm.add(flood.reload());
        flood.flooding = true;
        inFlood.add(
            Threads.run(
                    THREADS + 1,
                    i -> i < THREADS ? flood.present(Integer.MAX_VALUE) : flood.reload())
                .get(THREADS));
      }
      return List.of(Comparison.byTurns(inFlood, calm), Comparison.alone(store.mostJunk.get()));
    }
  }

  private static List<ApiKey> keys(ApiKeyStore store, int count) {
    return new Seed("hmac").fill(store, count).stream().map(key -> key.stored().key()).toList();
  }

  /**
   * Presents keys up to this number, or until the flood ends. Returns how many were not answered
   * with "unknown".
   */
  private double present(int end) {
    int otherwise = 0;
    for (int i = next.getAndIncrement(); flooding && i < end; i = next.getAndIncrement()) {
      try {
        PublicKey unknown = new PublicKey(SlowStore.JUNK + (1_000_000 + i));
        otherwise += cache.findByPublicKey(unknown).isPresent() ? 1 : 0;
      } catch (StoreException e) {
        otherwise++;
      }
    }
    return otherwise;
  }

  /** Loads each good key again, one after the other, and ends the flood. Returns p99 in ms. */
  private double reload() {
    try {
      List<Double> millis = new ArrayList<>();
      for (ApiKey key : good) {
        cache.evict(key.organization());
        long start = System.nanoTime();
        Optional<KeyLookup> found = cache.findByPublicKey(key.publicKey());
        millis.add((System.nanoTime() - start) / 1e6);
        Require.that(found.isPresent(), "a good key was not found");
      }
      return new Sample(millis).quantile(0.99);
    } finally {
      flooding = false;
    }
  }
}

package io.claviger.benchmarks.jmh;

import io.claviger.store.cache.CachingApiKeyStore;

/**
 * Measures the heap that a cached key takes: the used heap with many cached keys minus the used
 * heap before, each after a garbage collection. An organization has ten keys. Each key has its own
 * copy of its organization, as from a database. The keys are never used, so the counts of their use
 * are not included.
 */
public final class Heap {
  private Heap() {}

  /** Returns the bytes for each of {@code keys} keys. */
  public static double bytesPerKey(int keys) {
    // The first run loads the classes and objects that exist only once.
    double unused = measure(1_000);
    return measure(keys);
  }

  private static double measure(int keys) {
    RemoteStore store = new RemoteStore();
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(store).maximumSize(2 * keys).build()) {
      long before = used();
      fill(new Seed("hmac"), cache, store, keys);
      long after = used();
      if (cache.metrics().keys() < keys) {
        throw new IllegalStateException("the cache holds " + cache.metrics().keys() + " keys");
      }
      return (after - before) / (double) keys;
    }
  }

  private static void fill(Seed seed, CachingApiKeyStore cache, RemoteStore store, int keys) {
    seed.make(
        keys,
        (organization, issued) ->
            issued.forEach(
                key -> {
                  store.give(organization, key);
                  if (cache.findByPublicKey(key.stored().key().publicKey()).isEmpty()) {
                    throw new IllegalStateException("not found");
                  }
                }));
    store.giveNothing();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

package io.claviger.benchmarks.jmh;

import io.claviger.store.cache.CachingApiKeyStore;

/**
 * What a key in the cache takes: the heap after a collection, less what it was before, for many
 * keys, ten of each organization. Each key comes with a value of its organization of its own, as
 * from a database. What is counted of its use, until that is written, is not among it.
 */
public final class Heap {
  private Heap() {}

  /** Bytes for each of so many keys. */
  public static double bytesPerKey(int keys) {
    // What is loaded and kept once, whatever the number of keys, is there before.
    double unused = measure(1_000);
    return measure(keys);
  }

  private static double measure(int keys) {
    RemoteStore store = new RemoteStore();
    try (CachingApiKeyStore cache = CachingApiKeyStore.builder(store).keys(2 * keys).build()) {
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

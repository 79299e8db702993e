package io.claviger.benchmarks.jmh;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Floods a cache with unknown public keys from many threads. Each key comes once. The cache has
 * room for twice the good keys, and its store is slow.
 */
public final class Flood {
  /** The number of unknown keys. */
  public static final int JUNK_KEYS = 1_000_000;

  /** The limit of concurrent look-ups of unknown keys. */
  public static final int LOADS_AT_ONCE = 64;

  private static final int GOOD_KEYS = 10_000;
  private static final int THREADS = 96;
  private static final long LOAD_NANOS = 50_000;

  /**
   * The effects of the flood.
   *
   * @param evicted the good keys that had to be looked up again
   * @param loadsAtOnce the highest number of concurrent look-ups in the store
   * @param refused the unknown keys that were not answered with "unknown"
   */
  public record Outcome(long evicted, long loadsAtOnce, long refused) {}

  private Flood() {}

  /** Runs the flood. */
  public static Outcome run() {
    InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
    Seed seed = new Seed("hmac");
    List<PublicKey> good = new ArrayList<>();
    seed.make(
        GOOD_KEYS,
        (organization, issued) -> {
          if (!memory.commit(seed.creation(organization, issued))) {
            throw new IllegalStateException("an organization came twice");
          }
          issued.forEach(key -> good.add(key.stored().key().publicKey()));
        });
    CountingStore store = new CountingStore(memory);
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(store)
            .maximumSize(2 * GOOD_KEYS)
            .unknownKeys(10_000, LOADS_AT_ONCE)
            // With a long maxStaleness, the cache looks a good key up again only if it was evicted.
            .maxStaleness(Duration.ofHours(1))
            .build()) {
      good.forEach(cache::findByPublicKey);
      long refused = flood(cache);
      long before = store.loads.get();
      good.forEach(cache::findByPublicKey);
      return new Outcome(store.loads.get() - before, store.most.get(), refused);
    }
  }

  private static long flood(CachingApiKeyStore cache) {
    AtomicInteger next = new AtomicInteger();
    AtomicLong refused = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> present(cache, next, refused), "flood");
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in the flood", e);
      }
    }
    return refused.get();
  }

  private static void present(CachingApiKeyStore cache, AtomicInteger next, AtomicLong refused) {
    for (int i = next.getAndIncrement(); i < JUNK_KEYS; i = next.getAndIncrement()) {
      try {
        if (cache.findByPublicKey(new PublicKey("junk0" + (JUNK_KEYS + i))).isPresent()) {
          refused.incrementAndGet();
        }
      } catch (StoreException e) {
        refused.incrementAndGet();
      }
    }
  }

  /** A slow store that counts its look-ups and how many of them are concurrent. */
  private static final class CountingStore extends ForwardingApiKeyStore {
    final AtomicLong loads = new AtomicLong();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();

    CountingStore(ApiKeyStore delegate) {
      super(delegate);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      loads.incrementAndGet();
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        LockSupport.parkNanos(LOAD_NANOS);
        return super.findByPublicKey(publicKey);
      } finally {
        inside.decrementAndGet();
      }
    }
  }
}

package io.claviger.benchmarks.jmh;

import io.claviger.benchmarks.report.Sample;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Loads good keys again while many threads present unknown ones, and without them. The cache has
 * its defaults. Its store takes a millisecond for each look-up, and has ten connections.
 */
public final class ReloadsInFlood implements AutoCloseable {
  /** The most connections that unknown keys may take. */
  public static final int THIRD_OF_POOL = 3;

  private static final int CONNECTIONS = 10;
  private static final int THREADS = 96;
  private static final int KEYS = 200;
  private static final long LOAD_NANOS = 1_000_000;

  /**
   * The times of loads.
   *
   * @param calm p99 of each round without a flood, in milliseconds
   * @param inFlood p99 of each round within it
   * @param junkAtOnce the highest number of connections that unknown keys had at once
   */
  public record Outcome(List<Double> calm, List<Double> inFlood, long junkAtOnce) {}

  private record Good(OrganizationId organization, PublicKey publicKey) {}

  private final List<Good> good = new ArrayList<>();
  private final Pool store;
  private final CachingApiKeyStore cache;
  private final AtomicLong junk = new AtomicLong();
  private volatile boolean flooding;

  private ReloadsInFlood() {
    InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
    Seed seed = new Seed("hmac");
    seed.make(
        KEYS,
        (organization, issued) -> {
          if (!memory.commit(seed.creation(organization, issued))) {
            throw new IllegalStateException("an organization came twice");
          }
          issued.forEach(
              key -> good.add(new Good(organization.id(), key.stored().key().publicKey())));
        });
    store = new Pool(memory);
    cache = CachingApiKeyStore.of(store);
    good.forEach(key -> cache.findByPublicKey(key.publicKey()));
  }

  /** Measures so many rounds of each kind, in turns. */
  public static Outcome run(int rounds) {
    List<Double> calm = new ArrayList<>();
    List<Double> inFlood = new ArrayList<>();
    try (ReloadsInFlood measured = new ReloadsInFlood()) {
      double uncounted = measured.p99();
      for (int round = 0; round < rounds && uncounted > 0; round++) {
        calm.add(measured.p99());
        List<Thread> flood = measured.flood();
        inFlood.add(measured.p99());
        measured.end(flood);
      }
      return new Outcome(calm, inFlood, measured.store.mostJunk.get());
    }
  }

  /** Loads each good key again, one after the other. */
  private double p99() {
    List<Double> millis = new ArrayList<>();
    for (Good key : good) {
      cache.evict(key.organization());
      long start = System.nanoTime();
      if (cache.findByPublicKey(key.publicKey()).isEmpty()) {
        throw new IllegalStateException("a good key was not found");
      }
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return new Sample(millis).quantile(0.99);
  }

  private List<Thread> flood() {
    flooding = true;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::present, "flood");
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private void present() {
    while (flooding) {
      try {
        Optional<KeyLookup> unused =
            cache.findByPublicKey(new PublicKey("junk" + (1_000_000 + junk.getAndIncrement())));
      } catch (StoreException e) {
        // Too many are looked up at once.
      }
    }
  }

  private void end(List<Thread> threads) {
    flooding = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in the flood", e);
      }
    }
  }

  @Override
  public void close() {
    cache.close();
  }

  /** A store that takes a connection for each look-up. */
  private static final class Pool extends ForwardingApiKeyStore {
    final AtomicInteger mostJunk = new AtomicInteger();
    private final AtomicInteger junk = new AtomicInteger();
    private final Semaphore connections = new Semaphore(CONNECTIONS, true);

    Pool(ApiKeyStore delegate) {
      super(delegate);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      boolean isJunk = publicKey.value().startsWith("junk");
      connections.acquireUninterruptibly();
      if (isJunk) {
        mostJunk.accumulateAndGet(junk.incrementAndGet(), Math::max);
      }
      try {
        LockSupport.parkNanos(LOAD_NANOS);
        return super.findByPublicKey(publicKey);
      } finally {
        if (isJunk) {
          junk.decrementAndGet();
        }
        connections.release();
      }
    }
  }
}

package io.claviger.benchmarks.load;

import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.report.Sample;
import io.claviger.model.PublicKey;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Request threads that look up valid keys in an empty cache, as after a start. */
public record UncachedKeys(List<SeededKey> keys, int threads) {
  /**
   * The look-ups of all threads.
   *
   * @param p99Millis the time that 99 % of them do not exceed
   */
  public record Done(double perSecond, double p99Millis) {}

  /** Copies the list. */
  public UncachedKeys {
    keys = List.copyOf(keys);
  }

  /** Looks up each key once. The cache loads at most this number of keys at once. */
  public Done load(DataSource database, int atOnce) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(new JdbcApiKeyStore(database))
            .unknownKeys(10_000, atOnce)
            // On a slow machine a look-up takes longer, but is not refused.
            .loadTimeout(Duration.ofMinutes(1))
            .maxStaleness(Duration.ofHours(1))
            .build()) {
      AtomicInteger next = new AtomicInteger();
      Callable<List<Double>> one = () -> lookUp(cache, next);
      List<Double> millis = new ArrayList<>();
      long began = System.nanoTime();
      for (Future<List<Double>> thread : executor.invokeAll(Collections.nCopies(threads, one))) {
        millis.addAll(thread.get());
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Done(keys.size() / seconds, new Sample(millis).quantile(0.99));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a look-up failed", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Double> lookUp(CachingApiKeyStore cache, AtomicInteger next) {
    List<Double> millis = new ArrayList<>();
    for (int i = next.getAndIncrement(); i < keys.size(); i = next.getAndIncrement()) {
      long before = System.nanoTime();
      if (cache.findByPublicKey(new PublicKey(keys.get(i).publicKey())).isEmpty()) {
        throw new IllegalStateException("key " + keys.get(i).id() + " was not found");
      }
      millis.add((System.nanoTime() - before) / 1e6);
    }
    return millis;
  }
}

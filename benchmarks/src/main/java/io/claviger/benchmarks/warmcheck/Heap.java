package io.claviger.benchmarks.warmcheck;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.store.cache.CachingApiKeyStore;
import java.time.Duration;
import java.util.List;

/**
 * The heap that a cached key takes: the used heap with many cached keys minus the used heap before,
 * each after a garbage collection. An organization has ten keys. Each key has its own copy of its
 * organization, as from a database. The keys are never used, so the counts of their use are not
 * included.
 */
public final class Heap {
  private Heap() {}

  /** Returns the measurement. */
  public static Measurement measurement() {
    Row row = new Row("growth/heap-per-key", "bytes", Goal.oursAtMost(640));
    return new Measurement(
        List.of(row),
        run -> {
          int keys = run.quick() ? 100_000 : 500_000;
          // The first call loads the classes and objects that exist only once.
          double unused = bytesPerKey(1_000);
          return List.of(new Result(row, Comparison.alone(bytesPerKey(keys))));
        });
  }

  private static double bytesPerKey(int keys) {
    RemoteStore store = new RemoteStore();
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(store)
            .maxSize(2 * keys)
            // A long time, because the store cannot confirm an organization.
            .maxStaleness(Duration.ofHours(1))
            .build()) {
      long before = used();
      store.serve("hmac", keys, key -> load(cache, key));
      long after = used();
      Require.that(cache.metrics().keys() >= keys, "the cache does not hold all keys");
      return (after - before) / (double) keys;
    }
  }

  private static void load(CachingApiKeyStore cache, KeyIssuer.Issue key) {
    Require.that(cache.findByPublicKey(key.stored().key().publicKey()).isPresent(), "not found");
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

package io.claviger.benchmarks.revoke;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Node;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Sample;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.benchmarks.run.Threads;
import io.claviger.model.ApiKeyPatch;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * How long a node still admits a key after another node revoked it. One node revokes keys. The
 * other is asked for all of them until it refuses each one. Half of the keys are disabled, half are
 * deleted. The moments are random, so they do not depend on the timers of the caches.
 *
 * @param revoked for each key, the time at which its revocation was called; 0 until it returns
 */
public record Revoke(Node first, Node second, List<SeededKey> keys, AtomicLongArray revoked) {
  /** Returns the measurement with this bound of staleness. */
  public static Measurement within(int seconds) {
    String name = "revoke/" + seconds + "s";
    List<Row> rows =
        List.of(
            new Row(name + "/p50", "ms", null),
            new Row(name + "/p99", "ms", null),
            new Row(name + "/max", "ms", Goal.oursAtMost(seconds * 1000)));
    return new Measurement(rows, run -> Result.of(rows, measure(run, seconds)));
  }

  private static List<Comparison> measure(Run run, int seconds) throws Exception {
    int count = run.quick() ? 100 / seconds : 1_000;
    Duration time = Duration.ofSeconds(run.quick() ? 8 : 60);
    Duration bound = Duration.ofSeconds(seconds);
    SeededTables tables = new SeededTables(count, 3);
    String url = run.postgres().filled("revoke_" + seconds, tables);
    try (HikariDataSource ofFirst = Sql.pool(url);
        HikariDataSource ofSecond = Sql.pool(url);
        CachingApiKeyStore firstCache = cache(ofFirst, bound);
        CachingApiKeyStore secondCache = cache(ofSecond, bound);
        Node first = new Node(firstCache);
        Node second = new Node(secondCache)) {
      Sample millis =
          new Revoke(first, second, tables.again(), new AtomicLongArray(count))
              .millisUntilRefused(time, bound);
      return Stream.of(0.5, 0.99, 1.0)
          .map(part -> Comparison.alone(millis.quantile(part)))
          .toList();
    }
  }

  private static CachingApiKeyStore cache(DataSource pool, Duration bound) {
    return CachingApiKeyStore.builder(new JdbcApiKeyStore(pool)).maxStaleness(bound).build();
  }

  /** Measures the time from each call on the first node to the first refusal on the second node. */
  private Sample millisUntilRefused(Duration time, Duration bound) throws Exception {
    for (SeededKey key : keys) {
      Require.that(
          first.admits(key) && second.admits(key),
          "key " + key.id() + " is not admitted to begin with");
    }
    long end = System.nanoTime() + time.plus(bound).plusSeconds(30).toNanos();
    return new Sample(
        Threads.run(2, thread -> thread == 0 ? revokeAll(time) : untilRefused(end)).get(1));
  }

  private List<Double> revokeAll(Duration time) throws InterruptedException {
    long[] moments = new SplittableRandom(1).longs(keys.size(), 0, time.toNanos()).toArray();
    Arrays.sort(moments);
    long began = System.nanoTime();
    for (int i = 0; i < keys.size(); i++) {
      TimeUnit.NANOSECONDS.sleep(moments[i] - (System.nanoTime() - began));
      long before = System.nanoTime();
      if (i % 2 == 0) {
        first.update(keys.get(i), ApiKeyPatch.nothing().disable());
      } else {
        first.delete(keys.get(i));
      }
      revoked.set(i, before);
    }
    return List.of();
  }

  private List<Double> untilRefused(long end) throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    BitSet admitted = new BitSet();
    admitted.set(0, keys.size());
    while (!admitted.isEmpty()) {
      for (int i = admitted.nextSetBit(0); i >= 0; i = admitted.nextSetBit(i + 1)) {
        boolean admits = second.admits(keys.get(i));
        long now = System.nanoTime();
        long since = revoked.get(i);
        // While the change returns, its time is unknown: the next round counts this key.
        if (!admits && since != 0) {
          millis.add(Math.max(0, now - since) / 1e6);
          admitted.clear(i);
        }
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(admitted.cardinality() + " keys are still admitted");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return millis;
  }
}

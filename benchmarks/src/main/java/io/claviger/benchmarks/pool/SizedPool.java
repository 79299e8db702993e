package io.claviger.benchmarks.pool;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Node;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.run.Load;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.write.Writers;
import io.claviger.model.PublicKey;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A connection pool of a size, and what was measured with it. */
final class SizedPool implements AutoCloseable {
  /** So many turns of each kind are not counted. */
  static final int UNCOUNTED = 2;

  private static final int REQUESTS = 32;
  private static final int WRITERS = 16;

  private final int size;
  private final List<SeededKey> keys;
  private final HikariDataSource pool;
  private final Node ours;
  private final List<Double> loads = new ArrayList<>();
  private final List<Double> p99 = new ArrayList<>();
  private final List<Double> changes = new ArrayList<>();

  SizedPool(int size, String url, List<SeededKey> keys) {
    this.size = size;
    this.keys = keys;
    pool = Sql.pool(url, size);
    ours = new Node(new JdbcApiKeyStore(pool));
  }

  /** Lets request threads look up different keys in an empty cache, as after a start. */
  void load() throws Exception {
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(new JdbcApiKeyStore(pool))
            // The cache needs three times as many connections.
            .unknownKeys(10_000)
            .concurrentLoads(Math.max(1, size / 3))
            // On a slow machine a lookup takes longer, but is not refused.
            .loadTimeout(Duration.ofMinutes(1))
            .maxStaleness(Duration.ofHours(1))
            .build()) {
      AtomicInteger next = new AtomicInteger();
      Load.Call lookUp =
          (thread, number) -> {
            PublicKey key = new PublicKey(keys.get(next.getAndIncrement()).publicKey());
            Require.that(cache.findByPublicKey(key).isPresent(), "a seeded key was not found");
          };
      Load.Done done = new Load(REQUESTS).run(lookUp, keys.size() / REQUESTS);
      loads.add(done.perSecond());
      p99.add(done.millis().quantile(0.99));
    }
  }

  /** Lets each writer change its own organizations in turn. */
  void change(Duration time) throws Exception {
    // A change to the text that another pool has left would change nothing.
    String turn = size + " in turn " + changes.size() + ", ";
    Writers writers = new Writers(WRITERS, keys);
    changes.add(writers.perSecond((key, text) -> ours.describe(key, turn + text), time));
  }

  /** Compares with the pool of the standard size. */
  Stream<Comparison> compare(SizedPool standard) {
    return Stream.of(
        compare(loads, standard.loads),
        compare(p99, standard.p99),
        compare(changes, standard.changes));
  }

  private static Comparison compare(List<Double> ours, List<Double> theirs) {
    return Comparison.byTurns(
        ours.subList(UNCOUNTED, ours.size()), theirs.subList(UNCOUNTED, theirs.size()));
  }

  @Override
  public void close() {
    ours.close();
    pool.close();
  }
}

package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.load.OurChanges;
import io.claviger.benchmarks.load.UncachedKeys;
import io.claviger.benchmarks.load.Writers;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Compares connection pools of different sizes with one of ten connections. */
final class PoolFamily implements DatabaseSuite.Family {
  private static final SeededTables TABLES = new SeededTables(2_000, 3);
  private static final int STANDARD = 10;
  private static final List<Integer> OTHERS = List.of(2, 5, 20);
  private static final int REQUESTS = 32;
  private static final int WRITERS = 16;

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public List<Row> rows(Options options, Progress progress, Databases databases) {
    progress.say("  " + TABLES.keys() + " keys into PostgreSQL");
    String url = databases.fresh("pool");
    Sized standard = new Sized(STANDARD, url);
    List<Sized> others = OTHERS.stream().map(size -> new Sized(size, url)).toList();
    List<Sized> all = Stream.concat(Stream.of(standard), others.stream()).toList();
    try {
      List<SeededKey> keys = TABLES.fill(standard.pool);
      Databases.updateStatistics(standard.pool);
      measure(options, progress, keys, all);
      return others.stream().flatMap(other -> other.rows(standard)).toList();
    } finally {
      all.forEach(Sized::close);
    }
  }

  /** Gives each pool a turn in each round. Rounds before 0 are not counted. */
  private static void measure(
      Options options, Progress progress, List<SeededKey> keys, List<Sized> all) {
    int rounds = options.quick() ? 7 : 15;
    int uncounted = 2;
    UncachedKeys requests = new UncachedKeys(keys, REQUESTS);
    Duration time = Duration.ofMillis(options.quick() ? 700 : 2_000);
    List<Sized> order = new ArrayList<>(all);
    progress.say("  uncached keys, then changes, " + rounds + " rounds each");
    for (int round = -uncounted; round < rounds; round++) {
      Collections.rotate(order, -1);
      for (Sized one : order) {
        one.load(requests, round);
      }
    }
    for (int round = -uncounted; round < rounds; round++) {
      Collections.rotate(order, -1);
      for (Sized one : order) {
        one.change(keys, time, round);
      }
    }
  }

  /** A pool, and its measurements. */
  private static final class Sized implements AutoCloseable {
    final HikariDataSource pool;
    private final int size;
    private final OurChanges ours;
    private final List<Double> loads = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();
    private final List<Double> changes = new ArrayList<>();

    Sized(int size, String url) {
      this.size = size;
      pool = Pools.open(url, size);
      ours = new OurChanges(pool);
    }

    void load(UncachedKeys requests, int round) {
      // The cache needs three times as many connections.
      UncachedKeys.Done done = requests.load(pool, Math.max(1, size / 3));
      if (round >= 0) {
        loads.add(done.perSecond());
        p99.add(done.p99Millis());
      }
    }

    /** Lets each writer change its own organizations in turn. */
    void change(List<SeededKey> keys, Duration time, int round) {
      int its = keys.size() / SeededTables.KEYS_PER_ORGANIZATION / WRITERS;
      Writers.Change change =
          (writer, number) -> {
            int organization = writer * its + number % its;
            SeededKey key = keys.get(organization * SeededTables.KEYS_PER_ORGANIZATION);
            ours.describe(key, size + " in round " + round + ", text " + number);
          };
      double perSecond = new Writers(WRITERS).change(change, time).perSecond();
      if (round >= 0) {
        changes.add(perSecond);
      }
    }

    Stream<Row> rows(Sized standard) {
      String name = "pool/" + size;
      return Stream.of(
          new Row(name + "/loads", Comparison.byTurns(loads, standard.loads), "keys/s", null),
          new Row(name + "/load-p99", Comparison.byTurns(p99, standard.p99), "ms", null),
          new Row(
              name + "/changes", Comparison.byTurns(changes, standard.changes), "changes/s", null));
    }

    @Override
    public void close() {
      ours.close();
      pool.close();
    }
  }
}

package io.claviger.benchmarks.pool;

import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Connection pools of different sizes, beside one of ten connections. They take turns. */
public final class Pool {
  private static final SeededTables TABLES = new SeededTables(2_000, 3);
  private static final int STANDARD = 10;
  private static final List<Integer> OTHERS = List.of(2, 5, 20);

  private Pool() {}

  /** Returns the measurement. */
  public static Measurement measurement() {
    List<Row> rows = OTHERS.stream().flatMap(Pool::rows).toList();
    return new Measurement(rows, run -> Result.of(rows, measure(run)));
  }

  private static Stream<Row> rows(int size) {
    return Stream.of(
        new Row("pool/" + size + "/loads", "keys/s", null),
        new Row("pool/" + size + "/load-p99", "ms", null),
        new Row("pool/" + size + "/changes", "changes/s", null));
  }

  private static List<Comparison> measure(Run run) throws Exception {
    String url = run.postgres().filled("pool", TABLES);
    List<SeededKey> keys = TABLES.again();
    SizedPool standard = new SizedPool(STANDARD, url, keys);
    List<SizedPool> others = OTHERS.stream().map(size -> new SizedPool(size, url, keys)).toList();
    List<SizedPool> all = new ArrayList<>(others);
    all.add(0, standard);
    try {
      int rounds = SizedPool.UNCOUNTED + (run.quick() ? 7 : 15);
      Duration time = Duration.ofMillis(run.quick() ? 700 : 2_000);
      // All lookups come before the changes.
      for (int round = 0; round < 2 * rounds; round++) {
        Collections.rotate(all, -1);
        for (SizedPool pool : all) {
          if (round < rounds) {
            pool.load();
          } else {
            pool.change(time);
          }
        }
      }
      return others.stream().flatMap(other -> other.compare(standard)).toList();
    } finally {
      all.forEach(SizedPool::close);
    }
  }
}

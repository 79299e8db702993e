package io.claviger.benchmarks.write;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Node;
import io.claviger.benchmarks.database.Postgres;
import io.claviger.benchmarks.database.Sql;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Alternation;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Changes of keys by several writers in many organizations, beside plain JDBC. */
public final class Write {
  private static final SeededTables TABLES = new SeededTables(1_000, 3);
  private static final List<Integer> WRITERS = List.of(1, 2, 4, 8);

  private Write() {}

  /** Returns the measurement. */
  public static Measurement measurement() {
    List<Row> rows = WRITERS.stream().flatMap(Write::rows).toList();
    return new Measurement(rows, run -> measure(run, rows));
  }

  private static Stream<Row> rows(int writers) {
    String name = "write/" + writers + (writers == 1 ? "-writer" : "-writers");
    Goal goal = Goal.ratioAtLeast(writers == 1 ? 0.65 : 0.7);
    return Stream.of(new Row(name, "changes/s", goal), new Row(name + "/time", "µs", null));
  }

  /** Both sides have the same keys in separate tables. */
  private static List<Result> measure(Run run, List<Row> rows) throws Exception {
    try (HikariDataSource ourPool = Sql.pool(run.postgres().filled("write_ours", TABLES));
        HikariDataSource theirPool = Sql.pool(run.postgres().filled("write_theirs", TABLES));
        Node ours = new Node(new JdbcApiKeyStore(ourPool))) {
      List<SeededKey> keys = TABLES.again();
      PlainChanges theirs = new PlainChanges(theirPool);
      // The library gets faster for many seconds.
      Duration warmUp = Duration.ofSeconds(run.quick() ? 4 : 30);
      Writers two = new Writers(2, keys);
      double unused = two.perSecond(theirs::describe, warmUp);
      unused += two.perSecond(ours::describe, warmUp);
      Postgres.vacuum(ourPool);
      Postgres.vacuum(theirPool);
      List<Comparison> comparisons = new ArrayList<>();
      Duration time = Duration.ofMillis(run.quick() ? 700 : 2_000);
      for (int count : WRITERS) {
        Writers writers = new Writers(count, keys);
        Alternation turns =
            Alternation.measure(
                run.quick() ? 3 : 7,
                () -> writers.perSecond(ours::describe, time),
                () -> writers.perSecond(theirs::describe, time));
        comparisons.add(turns.compare());
        comparisons.add(turns.in(perSecond -> count * 1e6 / perSecond).compare());
      }
      return Result.of(rows, comparisons);
    }
  }
}

package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.load.Revocations;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures how long a node still admits a key after another node revoked it. */
final class RevokeFamily implements DatabaseSuite.Family {
  private static final List<Integer> BOUNDS = List.of(1, 5);

  @Override
  public String name() {
    return "revoke";
  }

  @Override
  public List<Row> rows(Options options, Progress progress, Databases databases) {
    List<Row> rows = new ArrayList<>();
    for (int seconds : BOUNDS) {
      String name = "revoke/" + seconds + "s";
      if (options.wants(name)) {
        int keys = options.quick() ? 100 / seconds : 1_000;
        Duration time = Duration.ofSeconds(options.quick() ? 8 : 60);
        progress.say("  " + name + ", " + keys + " keys over " + time.toSeconds() + " s");
        Sample millis = revoke(databases.fresh("revoke_" + seconds), keys, time, seconds);
        rows.addAll(rows(name, millis, Goal.oursAtMost(seconds * 1000)));
      }
    }
    return rows;
  }

  private static Sample revoke(String url, int keys, Duration time, int seconds) {
    List<SeededKey> seeded;
    try (HikariDataSource pool = Pools.open(url)) {
      seeded = new SeededTables(keys, 3).fill(pool);
    }
    return new Revocations(seeded, time).millisUntilRefused(url, Duration.ofSeconds(seconds));
  }

  private static List<Row> rows(String name, Sample millis, Goal goal) {
    return List.of(
        row(name + "/p50", millis.quantile(0.5), null),
        row(name + "/p99", millis.quantile(0.99), null),
        row(name + "/max", millis.quantile(1), goal));
  }

  private static Row row(String name, double millis, @Nullable Goal goal) {
    return new Row(name, Comparison.alone(Measured.exact(millis)), "ms", goal);
  }
}

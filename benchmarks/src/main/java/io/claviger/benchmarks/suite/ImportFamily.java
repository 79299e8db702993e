package io.claviger.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.benchmarks.database.Pools;
import io.claviger.benchmarks.load.SlowHashClients;
import io.claviger.benchmarks.load.SlowHashClients.Warm;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Sample;
import io.claviger.benchmarks.size.ImportComparison;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the import of many keys, and first uses of keys with slow hashes beside other keys. */
final class ImportFamily implements DatabaseSuite.Family {
  private static final String SHA256 = "import/sha256";
  private static final String BCRYPT = "import/bcrypt";
  private static final int TURNS = 20;

  @Override
  public String name() {
    return "import";
  }

  @Override
  public List<Row> rows(Options options, Progress progress, Databases databases) {
    List<Row> rows = new ArrayList<>();
    try {
      if (options.wants(SHA256)) {
        rows.addAll(sha256(options, progress, databases));
      }
      if (options.wants(BCRYPT)) {
        rows.addAll(bcrypt(options, progress));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the import could not be measured", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the measurement was interrupted", e);
    }
    return rows;
  }

  private static List<Row> sha256(Options options, Progress progress, Databases databases)
      throws SQLException {
    int keys = options.quick() ? 40_000 : 1_000_000;
    progress.say("  " + keys + " imported keys into PostgreSQL, twice");
    try (HikariDataSource ours = Pools.open(databases.fresh("import_ours"));
        HikariDataSource theirs = Pools.open(databases.fresh("import_theirs"))) {
      ImportComparison comparison = new ImportComparison(ours, theirs);
      comparison.run(keys, TURNS);
      return List.of(
          new Row(
              SHA256 + "/time",
              Comparison.byTurns(comparison.ours(), comparison.theirs()),
              "µs for each key",
              Goal.ratioAtMost(1.5)),
          row(SHA256 + "/heap-growth", comparison.growth(), "MB", Goal.oursAtMost(20)));
    }
  }

  private static List<Row> bcrypt(Options options, Progress progress) throws InterruptedException {
    int rounds = options.quick() ? 3 : 7;
    Duration time = Duration.ofMillis(options.quick() ? 2_000 : 5_000);
    progress.say("  200 clients with bcrypt hashes, " + rounds + " rounds");
    List<Double> with = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    try (SlowHashClients clients = new SlowHashClients()) {
      Warm uncounted = clients.alone(time);
      progress.say("  " + Math.round(uncounted.perSecond()) + " warm checks a second, uncounted");
      for (int round = 0; round < rounds; round++) {
        alone.add(clients.alone(time).perSecond());
        Warm measured = clients.withClients(time);
        with.add(measured.perSecond());
        p99.add(measured.p99Millis());
      }
      List<Double> refusals = clients.refusalMillis();
      return List.of(
          new Row(
              BCRYPT + "/warm-throughput",
              Comparison.byTurns(with, alone),
              "checks/s",
              Goal.ratioAtLeast(0.8)),
          new Row(
              BCRYPT + "/warm-p99",
              Comparison.alone(new Sample(p99).median()),
              "ms",
              Goal.oursAtMost(1)),
          row(BCRYPT + "/refusals", (double) refusals.size(), "requests", null),
          row(BCRYPT + "/refusal-p50", new Sample(refusals).quantile(0.5), "ms", null),
          row(BCRYPT + "/refusal-p99", new Sample(refusals).quantile(0.99), "ms", null));
    }
  }

  private static Row row(String name, double value, String unit, @Nullable Goal goal) {
    return new Row(name, Comparison.alone(Measured.exact(value)), unit, goal);
  }
}

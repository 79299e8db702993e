package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.ColdCheck;
import io.claviger.benchmarks.jmh.KeysInTables;
import io.claviger.benchmarks.jmh.SeededTables;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a check without a cache with one hand-written SELECT, for short and long whitelists. */
final class ColdCheckFamily implements DatabaseSuite.Family {
  private static final Goal ON_POSTGRESQL = Goal.ratioAtMost(1.3);
  private static final Goal ON_H2 = Goal.ratioAtMost(2.5);

  /**
   * With one caller, processors fall asleep between the client and the server, and the time to wake
   * up would exceed that of the statement.
   */
  private static final int CALLERS = 2;

  /** Keys with long whitelists are fewer, so that the tables are filled in seconds. */
  private static final List<SeededTables> SIZES =
      List.of(new SeededTables(10_000, 3), new SeededTables(1_000, 200));

  /** Each fork must fill its H2 database, so a quick run has fewer keys. */
  private static final List<SeededTables> QUICK_H2 =
      List.of(new SeededTables(2_000, 3), new SeededTables(200, 200));

  @Override
  public String name() {
    return "cold-check";
  }

  @Override
  public List<Row> rows(Options options, Progress progress, Databases databases) {
    Jmh jmh = new Jmh(options, progress);
    List<Row> rows = new ArrayList<>();
    for (SeededTables tables : SIZES) {
      String name = "cold-check/postgresql/" + tables.entries();
      if (options.wants(name)) {
        String url = databases.filled(tables);
        rows.add(new Sides(parameters(url, tables), CALLERS, ON_POSTGRESQL).row(name, jmh));
      }
    }
    for (SeededTables tables : options.quick() ? QUICK_H2 : SIZES) {
      String name = "cold-check/h2/" + tables.entries();
      if (options.wants(name)) {
        rows.add(new Sides(parameters(KeysInTables.H2, tables), 1, ON_H2).row(name, jmh));
      }
    }
    return rows;
  }

  private static Map<String, String> parameters(String url, SeededTables tables) {
    return Map.of(
        "url", url,
        "keys", Integer.toString(tables.keys()),
        "entries", Integer.toString(tables.entries()));
  }

  /** The two sides of a row. */
  private record Sides(Map<String, String> parameters, int callers, Goal goal) {
    Row row(String name, Jmh jmh) {
      Case ours = side("ours");
      Case theirs = side("theirs");
      return new Row(name, jmh.measure(List.of(ours, theirs)).nanos(ours, theirs), "ns", goal);
    }

    private Case side(String method) {
      return Case.of(ColdCheck.class, method, parameters).on(callers).settlingLate();
    }
  }
}

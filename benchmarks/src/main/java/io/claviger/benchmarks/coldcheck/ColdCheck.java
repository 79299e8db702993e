package io.claviger.benchmarks.coldcheck;

import io.claviger.access.AccessResult;
import io.claviger.benchmarks.database.KeysInTables;
import io.claviger.benchmarks.database.OurCheck;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.keys.SeededTables;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Jmh;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** A complete check of a key that only the database has, for short and long whitelists. */
public class ColdCheck {
  /** Keys with long whitelists are fewer, so that the tables are filled in seconds. */
  private static final List<SeededTables> SIZES =
      List.of(new SeededTables(10_000, 3), new SeededTables(1_000, 200));

  /** Each fork must fill its H2 database, so a quick run has fewer keys. */
  private static final List<SeededTables> QUICK_H2 =
      List.of(new SeededTables(2_000, 3), new SeededTables(200, 200));

  /**
   * With one caller, processors fall asleep between the client and the server, and the time to wake
   * up would exceed that of the statement.
   */
  private static final int CALLERS_OF_POSTGRESQL = 2;

  /** Returns the measurements. */
  public static List<Measurement> measurements(boolean quick) {
    List<Measurement> all = new ArrayList<>();
    for (SeededTables tables : SIZES) {
      Row row = new Row("cold-check/postgresql/" + tables.entries(), "ns", Goal.ratioAtMost(1.3));
      all.add(
          new Measurement(
              List.of(row),
              run -> {
                String url = run.postgres().filled("cold_" + tables.entries(), tables);
                return Jmh.measure(run, List.of(sides(row, url, tables, CALLERS_OF_POSTGRESQL)));
              }));
    }
    for (SeededTables tables : quick ? QUICK_H2 : SIZES) {
      Row row = new Row("cold-check/h2/" + tables.entries(), "ns", Goal.ratioAtMost(2.5));
      all.add(Measurement.of(sides(row, KeysInTables.H2, tables, 1)));
    }
    return all;
  }

  private static JmhRow sides(Row row, String url, SeededTables tables, int callers) {
    return JmhRow.of(
        row,
        KeysInTables.side(ColdCheck.class, "ours", url, tables).on(callers),
        KeysInTables.side(ColdCheck.class, "theirs", url, tables).on(callers));
  }

  /** The library on its store, without a cache. */
  @Benchmark
  public AccessResult ours(KeysInTables tables, OurCheck ours, Position position) {
    return ours.node.check(tables.at(position));
  }

  /** The hand-written check: one SELECT by plain JDBC on the same rows. */
  @Benchmark
  public boolean theirs(KeysInTables tables, HandWrittenCheck theirs, Position position)
      throws SQLException {
    return theirs.isGranted(tables.at(position));
  }
}

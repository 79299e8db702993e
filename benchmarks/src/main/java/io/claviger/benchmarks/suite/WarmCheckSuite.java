package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.WarmCheck;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a warm check beside its floor, for each hash scheme and for several numbers of keys and
 * threads.
 */
final class WarmCheckSuite implements Suite {
  private static final double BEYOND_FLOOR = 200;

  /** One measurement and its name. */
  private record Point(String name, String scheme, int keys, int threads, double goal) {
    Case of(String method) {
      return Case.of(
              WarmCheck.class, method, Map.of("keys", Integer.toString(keys), "scheme", scheme))
          .on(threads)
          .settlingLate();
    }

    boolean isWanted(Options options) {
      return options.wants(name) || (showsMemory() && options.wants(allocation()));
    }

    /** Returns whether there is a row for allocation: once for each scheme and number of keys. */
    boolean showsMemory() {
      return threads == 1 && !name.startsWith("growth");
    }

    String allocation() {
      return name.replace("1-thread", "allocation");
    }

    /** Returns whether the keys are made fast enough for a quick run. */
    boolean isQuick() {
      return keys < 100_000;
    }
  }

  private static final List<Point> POINTS =
      List.of(
          new Point("warm-check/hmac/10k/1-thread", "hmac", 10_000, 1, 1.4),
          new Point("warm-check/hmac/10k/2-threads", "hmac", 10_000, 2, 1.4),
          new Point("warm-check/hmac/1m/1-thread", "hmac", 1_000_000, 1, 1.5),
          new Point("warm-check/hmac/1m/2-threads", "hmac", 1_000_000, 2, 1.5),
          new Point("warm-check/sha256/10k/1-thread", "sha256", 10_000, 1, 1.7),
          new Point("warm-check/sha256/10k/2-threads", "sha256", 10_000, 2, 1.7),
          new Point("warm-check/sha256/1m/1-thread", "sha256", 1_000_000, 1, 1.5),
          new Point("warm-check/sha256/1m/2-threads", "sha256", 1_000_000, 2, 1.5),
          new Point("growth/1k", "hmac", 1_000, 1, 1.4),
          new Point("growth/100k", "hmac", 100_000, 1, 1.5),
          new Point("growth/1m", "hmac", 1_000_000, 1, 1.5));

  @Override
  public List<String> families() {
    return List.of("warm-check", "growth");
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    Jmh jmh = new Jmh(options, progress);
    List<Row> rows = new ArrayList<>();
    // Two points may have the same cases under different names.
    Map<List<Case>, Scores> measured = new HashMap<>();
    for (Point point : POINTS) {
      if (point.isWanted(options) && (point.isQuick() || !options.quick())) {
        Case ours = point.of("ours");
        Case floor = point.of("floor");
        Scores scores = measured.computeIfAbsent(List.of(ours, floor), jmh::measure);
        rows.addAll(rows(point, ours, floor, scores));
      }
    }
    return rows;
  }

  private static List<Row> rows(Point point, Case ours, Case floor, Scores scores) {
    Goal time = Goal.ratioAtMost(point.goal);
    Row nanos = new Row(point.name, scores.nanos(ours, floor), "ns", time);
    if (!point.showsMemory()) {
      return List.of(nanos);
    }
    Goal memory = Goal.beyondAtMost(BEYOND_FLOOR);
    return List.of(nanos, new Row(point.allocation(), scores.bytes(ours, floor), "bytes", memory));
  }
}

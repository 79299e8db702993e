package io.claviger.benchmarks.warmcheck;

import io.claviger.access.AccessResult;
import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.match.Match;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Case;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A complete check of a cached key, from the text of the credential to the decision. The floor is
 * the same check in as few steps as possible.
 */
public class WarmCheck {
  /** An option of Java 25. */
  static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";

  private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

  private static final Goal MEMORY = Goal.beyondAtMost(80);

  /** Returns the measurements. A quick run has no time to make many keys. */
  public static List<Measurement> measurements(boolean quick) {
    List<Measurement> all = new ArrayList<>();
    Row compile = new Row("growth/whitelist-compile/10000", "ns", null);
    all.add(Measurement.of(JmhRow.of(compile, Match.side("compile", "v4", 10_000))));
    all.add(Measurement.of(new Sides("hmac", 1_000, 1).nanos("growth/1k", 1.4)));
    if (!quick) {
      all.add(Measurement.of(new Sides("hmac", 100_000, 1).nanos("growth/100k", 1.5)));
      Sides million = new Sides("hmac", 1_000_000, 1);
      all.addAll(warm("warm-check/hmac/1m", million, 1.5, million.nanos("growth/1m", 1.3)));
      all.add(Measurement.of(million.inJvm("growth/1m/large-pages", LARGE_PAGES)));
      Measurement compact =
          Measurement.of(million.inJvm("growth/1m/compact-headers", COMPACT_HEADERS));
      all.add(compact.sinceJava(25));
    }
    all.addAll(warm("warm-check/hmac/10k", new Sides("hmac", 10_000, 1), 1));
    Row written = new Row("warm-check/hmac/10k/usage-written", "ns", null);
    all.add(Measurement.of(new Sides("hmac", 10_000, 1).withUsageWritten(written)));
    all.addAll(warm("warm-check/sha256/10k", new Sides("sha256", 10_000, 1), 1.35));
    if (!quick) {
      all.addAll(warm("warm-check/sha256/1m", new Sides("sha256", 1_000_000, 1), 1.5));
    }
    return all;
  }

  /** Returns the rows with one thread, others that share their measurement, and those with two. */
  private static List<Measurement> warm(String name, Sides sides, double goal, JmhRow... others) {
    List<JmhRow> alone = new ArrayList<>(List.of(others));
    alone.add(sides.nanos(name + "/1-thread", goal));
    alone.add(sides.bytes(name + "/allocation"));
    Sides two = new Sides(sides.scheme, sides.keys, 2);
    return List.of(
        Measurement.of(alone.toArray(JmhRow[]::new)),
        Measurement.of(two.nanos(name + "/2-threads", goal)));
  }

  /** The library and the floor, with the same keys. */
  private record Sides(String scheme, int keys, int threads) {
    JmhRow nanos(String name, double goal) {
      return JmhRow.of(new Row(name, "ns", Goal.ratioAtMost(goal)), side("ours"), side("floor"));
    }

    JmhRow bytes(String name) {
      return JmhRow.of(new Row(name, "bytes", MEMORY), side("ours"), side("floor"));
    }

    JmhRow withUsageWritten(Row row) {
      return JmhRow.of(row, side("ours").with("usage", "written"), side("floor"));
    }

    /** Returns a row of the library in a JVM with this option, and in one without it. */
    JmhRow inJvm(String name, String option) {
      return JmhRow.of(new Row(name, "ns", null), side("ours").inJvm(option), side("ours"));
    }

    private Case side(String method) {
      return Case.of(WarmCheck.class, method)
          .with("scheme", scheme)
          .with("keys", keys)
          .on(threads)
          .settlingLate();
    }
  }

  /** The library. */
  @Benchmark
  public AccessResult ours(OurKeys keys, Texts texts, Position position) {
    return keys.request(texts.at(position));
  }

  /** The floor. */
  @Benchmark
  public boolean floor(FloorKeys keys, Texts texts, Position position, FloorHash hash) {
    return keys.request(texts.at(position), hash);
  }
}

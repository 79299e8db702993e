package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.Flood;
import io.claviger.benchmarks.jmh.Junk;
import io.claviger.benchmarks.jmh.ReloadsInFlood;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measures the cost of junk credentials beside a warm check, and the effect of a flood of them. */
final class JunkSuite implements Suite {
  private static final Case WARM = of("warm");
  private static final Case WRONG_SECRET = of("wrongSecret");
  private static final Case UNKNOWN_KEY = of("unknownKey");
  private static final Map<String, Case> KINDS =
      Map.of(
          "junk/unknown-key",
          UNKNOWN_KEY,
          "junk/wrong-secret",
          WRONG_SECRET,
          "junk/malformed-token",
          of("malformedToken"),
          "junk/bad-checksum",
          of("badChecksum"));

  @Override
  public List<String> families() {
    return List.of("junk");
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    List<Row> rows = new ArrayList<>();
    List<String> wanted = KINDS.keySet().stream().filter(options::wants).sorted().toList();
    if (!wanted.isEmpty()) {
      Set<Case> cases = new LinkedHashSet<>(List.of(WARM, WRONG_SECRET));
      wanted.forEach(name -> cases.add(KINDS.getOrDefault(name, WARM)));
      Scores scores = new Jmh(options, progress).measure(List.copyOf(cases));
      for (String name : wanted) {
        Case kind = KINDS.getOrDefault(name, WARM);
        boolean unknown = kind.equals(UNKNOWN_KEY);
        Comparison nanos = scores.nanos(kind, unknown ? WRONG_SECRET : WARM);
        rows.add(new Row(name, nanos, "ns", unknown ? Goal.ratioAtMost(2) : null));
      }
    }
    if (options.wants("junk/flood")) {
      rows.addAll(flood(progress));
      rows.addAll(reloads(options, progress));
    }
    return rows;
  }

  private static List<Row> flood(Progress progress) {
    progress.say("  a flood of " + Flood.JUNK_KEYS + " distinct keys that nobody has");
    Flood.Outcome outcome = Flood.run();
    return List.of(
        counted("junk/flood/good-keys-evicted", outcome.evicted(), "keys", Goal.oursAtMost(0)),
        counted(
            "junk/flood/loads-at-once",
            outcome.loadsAtOnce(),
            "loads",
            Goal.oursAtMost(Flood.LOADS_AT_ONCE)),
        counted("junk/flood/answered-otherwise", outcome.refused(), "keys", null));
  }

  private static List<Row> reloads(Options options, Progress progress) {
    progress.say("  good keys that are loaded again in a flood");
    ReloadsInFlood.Outcome outcome = ReloadsInFlood.run(options.quick() ? 5 : 15);
    return List.of(
        new Row(
            "junk/flood/reload-p99",
            Comparison.byTurns(outcome.inFlood(), outcome.calm()),
            "ms",
            Goal.ratioAtMost(3)),
        counted(
            "junk/flood/default-loads-at-once",
            outcome.junkAtOnce(),
            "loads",
            Goal.oursAtMost(ReloadsInFlood.THIRD_OF_POOL)));
  }

  private static Row counted(String name, long value, String unit, @Nullable Goal goal) {
    return new Row(name, Comparison.alone(Measured.count(value)), unit, goal);
  }

  private static Case of(String method) {
    return Case.of(Junk.class, method, Map.of()).settlingLate();
  }
}

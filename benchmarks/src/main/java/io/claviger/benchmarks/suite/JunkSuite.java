package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.Flood;
import io.claviger.benchmarks.jmh.Junk;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the cost of junk credentials beside a warm check, and the effect of a flood of them. */
final class JunkSuite implements Suite {
  private static final Case WARM = of("warm");
  private static final Map<String, Case> KINDS =
      Map.of(
          "junk/unknown-key", of("unknownKey"),
          "junk/wrong-secret", of("wrongSecret"),
          "junk/malformed-token", of("malformedToken"),
          "junk/bad-checksum", of("badChecksum"));

  @Override
  public List<String> families() {
    return List.of("junk");
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    List<Row> rows = new ArrayList<>();
    List<String> wanted = KINDS.keySet().stream().filter(options::wants).sorted().toList();
    if (!wanted.isEmpty()) {
      List<Case> cases = new ArrayList<>(List.of(WARM));
      wanted.forEach(name -> cases.add(KINDS.getOrDefault(name, WARM)));
      Scores scores = new Jmh(options, progress).measure(cases);
      for (String name : wanted) {
        Comparison nanos = scores.nanos(KINDS.getOrDefault(name, WARM), WARM);
        rows.add(new Row(name, nanos, "ns", null));
      }
    }
    if (options.wants("junk/flood")) {
      rows.addAll(flood(progress));
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

  private static Row counted(String name, long value, String unit, @Nullable Goal goal) {
    return new Row(name, Comparison.alone(Measured.count(value)), unit, goal);
  }

  private static Case of(String method) {
    return Case.of(Junk.class, method, Map.of()).settlingLate();
  }
}

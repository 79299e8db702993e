package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.Heap;
import io.claviger.benchmarks.jmh.Match;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures the heap that a cached key takes, and the time to compile a large whitelist. */
final class MemorySuite implements Suite {
  private static final String HEAP = "growth/heap-per-key";
  private static final String COMPILE = "growth/whitelist-compile/10000";

  @Override
  public List<String> families() {
    return List.of(HEAP, COMPILE);
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    List<Row> rows = new ArrayList<>();
    if (options.wants(HEAP)) {
      int keys = options.quick() ? 100_000 : 500_000;
      progress.say("  heap of " + keys + " keys");
      Measured bytes = Measured.exact(Heap.bytesPerKey(keys));
      rows.add(new Row(HEAP, Comparison.alone(bytes), "bytes", Goal.oursAtMost(640)));
    }
    if (options.wants(COMPILE)) {
      Case compile = Case.of(Match.class, "compile", Map.of("family", "v4", "blocks", "10000"));
      Measured nanos = new Jmh(options, progress).measure(List.of(compile)).nanos(compile);
      rows.add(new Row(COMPILE, Comparison.alone(nanos), "ns", null));
    }
    return rows;
  }
}

package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.Decide;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.List;
import java.util.Map;

/** Measures a decision beside the libraries that a team would use instead. */
final class DecideSuite implements Suite {
  @Override
  public List<String> families() {
    return List.of("decide");
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    Case ours = of("ours");
    Case casbin = of("casbin");
    Case cached = of("casbinCached");
    Case shiro = of("shiro");
    Scores scores = new Jmh(options, progress).measure(List.of(ours, casbin, cached, shiro));
    Goal goal = Goal.ratioAtMost(0.1);
    return List.of(
        new Row("decide/jcasbin", scores.nanos(ours, casbin), "ns", goal),
        new Row("decide/jcasbin-cached", scores.nanos(ours, cached), "ns", null),
        new Row("decide/shiro", scores.nanos(ours, shiro), "ns", goal));
  }

  private static Case of(String method) {
    return Case.of(Decide.class, method, Map.of());
  }
}

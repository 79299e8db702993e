package io.claviger.benchmarks.decide;

import io.claviger.access.Decision;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Case;
import io.claviger.benchmarks.run.JmhRow;
import io.claviger.benchmarks.run.Measurement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Decides whether an authenticated key may do something. The answer is always yes. Only ours also
 * checks the address.
 */
@State(Scope.Thread)
public class Decide {
  private int next;

  /** Returns the measurement. */
  public static Measurement measurement() {
    Goal goal = Goal.ratioAtMost(0.1);
    Case ours = Case.of(Decide.class, "ours");
    return Measurement.of(
        JmhRow.of(new Row("decide/jcasbin", "ns", goal), ours, Case.of(Decide.class, "casbin")),
        JmhRow.of(
            new Row("decide/jcasbin-cached", "ns", null),
            ours,
            Case.of(Decide.class, "casbinCached")),
        JmhRow.of(new Row("decide/shiro", "ns", goal), ours, Case.of(Decide.class, "shiro")));
  }

  private int next() {
    return next++ & 0xffff;
  }

  /** Our authorizer. */
  @Benchmark
  public Decision ours(OurDecision decision) {
    return decision.decide(next());
  }

  /** The enforcer of jCasbin. */
  @Benchmark
  public boolean casbin(CasbinDecision decision) {
    return decision.decide(decision.enforcer, next());
  }

  /** The enforcer of jCasbin that caches its decisions. */
  @Benchmark
  public boolean casbinCached(CasbinDecision decision) {
    return decision.decide(decision.cached, next());
  }

  /** Shiro, which caches the permissions of a key. */
  @Benchmark
  public boolean shiro(ShiroDecision decision) {
    return decision.decide(next());
  }
}

package io.claviger.benchmarks.jmh;

import io.claviger.access.Decision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** May this key do that: from an authenticated key to "allowed". */
@State(Scope.Thread)
public class Decide {
  private int next;

  private int next() {
    return next++ & 0xffff;
  }

  /** Ours, with the address. */
  @Benchmark
  public Decision ours(OurDecision decision) {
    return decision.decide(next());
  }

  /** jCasbin. */
  @Benchmark
  public boolean casbin(CasbinDecision decision) {
    return decision.decide(next());
  }

  /** jCasbin, whose answers are kept. */
  @Benchmark
  public boolean casbinCached(CasbinDecision decision) {
    return decision.decideCached(next());
  }

  /** Shiro, whose permissions of a key are kept. */
  @Benchmark
  public boolean shiro(ShiroDecision decision) {
    return decision.decide(next());
  }
}

package io.claviger.benchmarks.jmh;

import io.claviger.access.Decision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decides whether an authenticated key may do something. The answer is always yes. */
@State(Scope.Thread)
public class Decide {
  private int next;

  private int next() {
    return next++ & 0xffff;
  }

  /** Our authorizer, which also checks the address. */
  @Benchmark
  public Decision ours(OurDecision decision) {
    return decision.decide(next());
  }

  /** The enforcer of jCasbin. */
  @Benchmark
  public boolean casbin(CasbinDecision decision) {
    return decision.decide(next());
  }

  /** The enforcer of jCasbin that caches its decisions. */
  @Benchmark
  public boolean casbinCached(CasbinDecision decision) {
    return decision.decideCached(next());
  }

  /** Shiro, which caches the permissions of a key. */
  @Benchmark
  public boolean shiro(ShiroDecision decision) {
    return decision.decide(next());
  }
}

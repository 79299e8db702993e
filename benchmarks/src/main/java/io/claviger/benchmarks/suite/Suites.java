package io.claviger.benchmarks.suite;

import java.util.List;

/** All of them, in the order in which they run. */
public final class Suites {
  private Suites() {}

  /** All of them. */
  public static List<Suite> all() {
    return List.of(
        new WarmCheckSuite(),
        new MemorySuite(),
        new MatchSuite(),
        new DecideSuite(),
        new JunkSuite(),
        new HttpSuite(),
        new SpringSuite(),
        new DatabaseSuite(),
        new SizeSuite());
  }
}

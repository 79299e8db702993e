package io.claviger.benchmarks.suite;

import java.util.List;

/** The list of all suites. */
public final class Suites {
  private Suites() {}

  /** Returns all suites, in the order in which they run. */
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

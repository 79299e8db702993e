package io.claviger.simulation;

import java.util.SplittableRandom;

/**
 * What is simulated.
 *
 * @param seed decides everything that happens
 * @param keys of each organization; some exist from the beginning
 * @param requestsPerSecond of all nodes together
 * @param zipf whether few organizations have most of the requests, or all have the same share
 * @param changesPerSecond of all organizations together
 * @param oneWriter whether only the first node changes anything, so that others never see own
 *     changes
 * @param faults whether anything fails
 * @param slow the percentage of calls of the store that take long
 * @param feed whether the store has a change feed
 * @param numberingsPerSecond how often an operator reads the feed, which gives positions to changes
 * @param feedLimit how many changes the feed reports at once
 */
record Scenario(
    long seed,
    int nodes,
    int organizations,
    int keys,
    double requestsPerSecond,
    boolean zipf,
    double changesPerSecond,
    boolean oneWriter,
    boolean faults,
    int slow,
    boolean feed,
    double numberingsPerSecond,
    int feedLimit) {
  /** Returns a small scenario with every fault, in which much happens to the same organizations. */
  static Scenario of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Scenario(
        seed,
        random.nextInt(2, 5),
        random.nextInt(1, random.nextBoolean() ? 4 : 13),
        3,
        between(random, 2, 120),
        random.nextBoolean(),
        between(random, 0.2, 5),
        random.nextBoolean(),
        true,
        random.nextInt(2, 40),
        random.nextBoolean(),
        between(random, 0.02, 2),
        random.nextBoolean() ? 5 : 1_000);
  }

  /** Returns a number whose logarithm is distributed evenly. */
  private static double between(SplittableRandom random, double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  /** Returns an ordinary day without a fault and without changes. */
  static Scenario calm(int organizations, int nodes, double requestsPerSecond, boolean zipf) {
    return new Scenario(
        1,
        nodes,
        organizations,
        1,
        requestsPerSecond,
        zipf,
        0.01,
        false,
        false,
        0,
        true,
        0.05,
        1_000);
  }
}

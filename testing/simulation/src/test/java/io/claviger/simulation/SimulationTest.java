package io.claviger.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * No node of a simulated cluster gives an answer that is older than the bound. {@code
 * -Dclaviger.simulation.seeds=100000} tries more seeds, and {@code -Dclaviger.simulation.first=7}
 * begins with another one.
 */
final class SimulationTest {
  private static final long FIRST = Long.getLong("claviger.simulation.first", 1);
  private static final long SEEDS = Long.getLong("claviger.simulation.seeds", 60);
  private static final int TIMES = 5;

  private static Simulation.Result run(long seed) {
    return Simulation.run(Scenario.of(seed), new RealCache(), TIMES);
  }

  @Test
  void noAnswerIsTooOld() {
    long answers = 0;
    long hits = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Simulation.Result result = run(seed);
      assertNull(result.problem(), "seed " + seed);
      answers += result.answers();
      hits += result.hits();
    }
    System.out.printf("%d seeds: %,d answers, %,d from memory%n", SEEDS, answers, hits);
    assertTrue(hits > answers / 2, "a cache that does not cache proves nothing");
  }

  @Test
  void aSeedReplaysExactly() {
    assertEquals(run(7), run(7));
    assertNotEquals(run(7), run(8));
  }
}

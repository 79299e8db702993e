package io.claviger.simulation;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Prints how often a cache answers from memory, and how often it asks the store, when nothing
 * changes. Properties choose the size, such as {@code -Dclaviger.simulation.organizations=10000}.
 */
final class SizingTest {
  private static final int ORGANIZATIONS = property("organizations", 1_000);
  private static final int NODES = property("nodes", 4);
  private static final int REQUESTS = property("requests", 100);
  private static final Duration TIME = Duration.ofMinutes(2);

  private static int property(String name, int usual) {
    return Integer.getInteger("claviger.simulation." + name, usual);
  }

  @Test
  void unevenRequests() {
    print("Zipf", true);
  }

  @Test
  void evenRequests() {
    print("even", false);
  }

  private static void print(String distribution, boolean zipf) {
    Scenario scenario = Scenario.calm(ORGANIZATIONS, NODES, REQUESTS, zipf);
    // After this, nearly each node was asked for nearly each organization.
    Duration warmUp = Duration.ofSeconds(60 + 4L * ORGANIZATIONS * NODES / REQUESTS);
    Simulation.Result result = Simulation.measure(scenario, new RealCache(), warmUp, TIME);
    assertNull(result.problem());
    System.out.printf(
        "%,d organizations, %d nodes, %d requests/s in all, %s: "
            + "%.1f %% hits, %.1f calls of the store for each node and second%n",
        ORGANIZATIONS,
        NODES,
        REQUESTS,
        distribution,
        result.hitsInPercent(),
        (double) result.calls() / NODES / TIME.toSeconds());
  }
}

package io.claviger.simulation;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds mistakes that are planted in the cache. */
final class PlantedDefectsTest {
  private static final int SEEDS = 200;
  private static final int TIMES = 5;

  @TempDir private Path folder;

  static List<Defect> defects() {
    return Defect.all();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void isFound(Defect defect) throws Exception {
    CacheFactory planted = PlantedCache.compile(defect, folder);
    long begun = System.nanoTime();
    long answers = 0;
    for (long seed = defect.seed(); seed < defect.seed() + SEEDS; seed++) {
      Simulation.Result result = Simulation.run(Scenario.of(seed), planted, TIMES);
      answers += result.answers();
      if (result.problem() != null) {
        System.out.printf(
            "%-70s found after %,9d answers, %4.1f s, with seed %d%n",
            defect.name(), answers, (System.nanoTime() - begun) / 1e9, seed);
        assertNull(Simulation.run(Scenario.of(seed), new RealCache(), TIMES).problem());
        return;
      }
    }
    fail(defect.name() + " is not found in " + answers + " answers");
  }

  @Test
  void aDefectThatIsNotInTheSourcesIsRefused() {
    Defect gone = new Defect("gone", 1, "Moment.java", "no such text", "");
    var refusal =
        assertThrows(IllegalStateException.class, () -> PlantedCache.compile(gone, folder));
    assertTrue(refusal.getMessage().contains("must occur exactly once"), refusal::getMessage);
  }
}

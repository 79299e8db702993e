package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void theRatioIsThatOfTurnsThatWereNearEachOther() {
    // Slow for three turns of five, and in the middle one for one side only.
    Comparison comparison =
        Comparison.byTurns(
            List.of(10.0, 30.0, 30.0, 10.0, 30.0), List.of(5.0, 15.0, 5.0, 5.0, 15.0));

    assertEquals(new Measured(2, 0), comparison.ratio());
    assertEquals(new Measured(30, 10), comparison.ours());
    assertEquals(new Measured(5, 5), comparison.theirs());
  }

  @Test
  void thereIsATurnAtLeast() {
    assertThrows(IllegalArgumentException.class, () -> Comparison.byTurns(List.of(), List.of()));
  }

  @Test
  void withoutTheirsThereIsNoRatio() {
    assertNull(Comparison.alone(3).ratio());
    assertNull(Comparison.byTurns(List.of(3.0, 3.0), List.of(1.0, 0.0)).ratio());
  }
}

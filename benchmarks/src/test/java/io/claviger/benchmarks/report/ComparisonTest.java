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

    assertEquals(Measured.exact(2), comparison.ratio());
    assertEquals(new Measured(30, 10), comparison.ours());
    assertEquals(new Measured(5, 5), comparison.theirs());
  }

  @Test
  void thereAreAsManyTurnsOfBoth() {
    assertThrows(
        IllegalArgumentException.class, () -> Comparison.byTurns(List.of(1.0, 2.0), List.of(1.0)));
    assertThrows(IllegalArgumentException.class, () -> Comparison.byTurns(List.of(), List.of()));
  }

  @Test
  void apartTheRatioIsThatOfTheValues() {
    assertEquals(
        Measured.exact(1.5), Comparison.of(new Measured(3, 1), new Measured(2, 1)).ratio());
  }

  @Test
  void withoutTheirsThereIsNoRatio() {
    assertNull(Comparison.alone(Measured.exact(3)).ratio());
    assertNull(Comparison.of(Measured.exact(3), Measured.exact(0)).ratio());
    assertNull(Comparison.byTurns(List.of(3.0, 3.0), List.of(1.0, 0.0)).ratio());
  }
}

package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultTest {
  @Test
  void eachGoalIsJudgedByWhatItIsAbout() {
    assertEquals(true, holds(125, 100, Goal.ratioAtMost(1.25)));
    assertEquals(false, holds(126, 100, Goal.ratioAtMost(1.25)));
    assertEquals(true, holds(80, 100, Goal.ratioAtLeast(0.8)));
    assertEquals(false, holds(79, 100, Goal.ratioAtLeast(0.8)));
    assertEquals(true, holds(Comparison.alone(600), Goal.oursAtMost(600)));
    assertEquals(false, holds(Comparison.alone(601), Goal.oursAtMost(600)));
    assertEquals(true, holds(Comparison.alone(99), Goal.oursAtLeast(99)));
    assertEquals(false, holds(Comparison.alone(98.9), Goal.oursAtLeast(99)));
    assertEquals(true, holds(300, 100, Goal.beyondAtMost(200)));
    assertEquals(false, holds(301, 100, Goal.beyondAtMost(200)));
  }

  @Test
  void aRowWithoutAGoalOnlyReports() {
    assertNull(holds(3, 2, null));
  }

  @Test
  void theRatioThatIsJudgedIsThatOfTheTurns() {
    Comparison comparison = Comparison.byTurns(List.of(1.0, 9.0, 9.0), List.of(1.0, 1.0, 9.0));

    assertEquals(true, holds(comparison, Goal.ratioAtMost(1)));
  }

  @Test
  void theRatioToNothingMeetsNoGoal() {
    assertEquals(false, holds(3, 0, Goal.ratioAtMost(10)));
    assertEquals(false, holds(Comparison.alone(3), Goal.ratioAtMost(10)));
    assertEquals(false, holds(Comparison.alone(3), Goal.beyondAtMost(10)));
  }

  @Test
  void whatIsNoNumberWasNotMeasured() {
    assertThrows(IllegalArgumentException.class, () -> new Measured(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Measured(1, -1));
  }

  private static @Nullable Boolean holds(double ours, double theirs, @Nullable Goal goal) {
    return holds(Comparison.byTurns(List.of(ours), List.of(theirs)), goal);
  }

  private static @Nullable Boolean holds(Comparison comparison, @Nullable Goal goal) {
    return new Result(new Row("a/row", "ns", goal), comparison).holds();
  }
}

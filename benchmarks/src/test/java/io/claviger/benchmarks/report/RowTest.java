package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTest {
  @Test
  void eachGoalIsJudgedByWhatItIsAbout() {
    assertEquals(true, holds(125, 100.0, Goal.ratioAtMost(1.25)));
    assertEquals(false, holds(126, 100.0, Goal.ratioAtMost(1.25)));
    assertEquals(true, holds(80, 100.0, Goal.ratioAtLeast(0.8)));
    assertEquals(false, holds(79, 100.0, Goal.ratioAtLeast(0.8)));
    assertEquals(true, holds(600, null, Goal.oursAtMost(600)));
    assertEquals(false, holds(601, null, Goal.oursAtMost(600)));
    assertEquals(true, holds(300, 100.0, Goal.beyondAtMost(200)));
    assertEquals(false, holds(301, 100.0, Goal.beyondAtMost(200)));
  }

  @Test
  void aRowWithoutAGoalOnlyReports() {
    assertNull(row(3, 2.0, null).holds());
  }

  @Test
  void theRatioThatIsJudgedIsThatOfTheTurns() {
    Comparison comparison = Comparison.byTurns(List.of(1.0, 9.0, 9.0), List.of(1.0, 1.0, 9.0));

    assertEquals(true, new Row("a/row", comparison, "ns", Goal.ratioAtMost(1)).holds());
  }

  @Test
  void theRatioToNothingMeetsNoGoal() {
    assertEquals(false, holds(3, 0.0, Goal.ratioAtMost(10)));
  }

  @Test
  void aRatioNeedsTheirs() {
    assertThrows(IllegalArgumentException.class, () -> row(3, null, Goal.ratioAtMost(1)));
  }

  @Test
  void whatIsNoNumberWasNotMeasured() {
    assertThrows(IllegalArgumentException.class, () -> Measured.exact(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Measured(1, -1));
  }

  private static @Nullable Boolean holds(double ours, @Nullable Double theirs, Goal goal) {
    return row(ours, theirs, goal).holds();
  }

  private static Row row(double ours, @Nullable Double theirs, @Nullable Goal goal) {
    Measured measured = Measured.exact(ours);
    Comparison comparison =
        theirs == null
            ? Comparison.alone(measured)
            : Comparison.of(measured, Measured.exact(theirs));
    return new Row("a/row", comparison, "ns", goal);
  }
}

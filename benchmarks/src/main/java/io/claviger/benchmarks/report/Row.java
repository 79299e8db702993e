package io.claviger.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of the results.
 *
 * @param name what was measured, its parts separated by slashes
 * @param goal null for a row that only reports
 */
public record Row(String name, Comparison comparison, String unit, @Nullable Goal goal) {
  /** Throws {@link IllegalArgumentException} for a goal that cannot be judged. */
  public Row {
    if (goal != null && goal.needsTheirs() && comparison.theirs() == null) {
      throw new IllegalArgumentException(
          "row " + name + " has the goal " + goal + " but nothing to compare with; give it theirs");
    }
  }

  /** Whether the goal is met; null where there is none. */
  public @Nullable Boolean holds() {
    return goal == null ? null : goal.holds(comparison);
  }
}

package io.claviger.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of the results.
 *
 * @param name the parts of the name, separated by slashes
 * @param goal null for a row without a goal
 */
public record Row(String name, Comparison comparison, String unit, @Nullable Goal goal) {
  /** Throws {@link IllegalArgumentException} if the goal needs theirs and there is none. */
  public Row {
    if (goal != null && goal.needsTheirs() && comparison.theirs() == null) {
      throw new IllegalArgumentException(
          "row " + name + " has the goal " + goal + " but nothing to compare with; give it theirs");
    }
  }

  /** Returns whether the goal is met; null without a goal. */
  public @Nullable Boolean holds() {
    return goal == null ? null : goal.holds(comparison);
  }
}

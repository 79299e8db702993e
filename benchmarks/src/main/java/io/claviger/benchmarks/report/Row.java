package io.claviger.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of the results.
 *
 * @param name what was measured, its parts separated by slashes
 * @param theirs the floor or the peer; null where there is nothing to compare with
 * @param goal null for a row that only reports
 */
public record Row(
    String name, Measured ours, @Nullable Measured theirs, String unit, @Nullable Goal goal) {
  /** Throws {@link IllegalArgumentException} for a goal that cannot be judged. */
  public Row {
    if (goal != null && goal.needsTheirs() && theirs == null) {
      throw new IllegalArgumentException(
          "row " + name + " has the goal " + goal + " but nothing to compare with; give it theirs");
    }
  }

  /** Ours divided by theirs; null where there is none, or it is zero. */
  public @Nullable Double ratio() {
    return theirs == null || theirs.value() == 0 ? null : ours.value() / theirs.value();
  }

  /** Whether the goal is met; null where there is none. */
  public @Nullable Boolean holds() {
    if (goal == null) {
      return null;
    }
    return goal.holds(ours.value(), theirs == null ? null : theirs.value());
  }
}

package io.claviger.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * What a row is to reach.
 *
 * @param kind what is compared with the bound
 */
public record Goal(Kind kind, double bound) {
  /** What a goal is about. */
  public enum Kind {
    /** Ours divided by theirs. */
    RATIO_AT_MOST("ratio ≤ "),
    /** Ours divided by theirs. */
    RATIO_AT_LEAST("ratio ≥ "),
    /** Ours alone. */
    OURS_AT_MOST("ours ≤ "),
    /** Ours less theirs. */
    BEYOND_AT_MOST("ours − theirs ≤ ");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** Ours costs at most so many times theirs. */
  public static Goal ratioAtMost(double bound) {
    return new Goal(Kind.RATIO_AT_MOST, bound);
  }

  /** Ours does at least so many times what theirs does. */
  public static Goal ratioAtLeast(double bound) {
    return new Goal(Kind.RATIO_AT_LEAST, bound);
  }

  /** Ours is at most this. */
  public static Goal oursAtMost(double bound) {
    return new Goal(Kind.OURS_AT_MOST, bound);
  }

  /** Ours is at most so much more than theirs. */
  public static Goal beyondAtMost(double bound) {
    return new Goal(Kind.BEYOND_AT_MOST, bound);
  }

  boolean isRatio() {
    return kind == Kind.RATIO_AT_MOST || kind == Kind.RATIO_AT_LEAST;
  }

  boolean isAtLeast() {
    return kind == Kind.RATIO_AT_LEAST;
  }

  boolean needsTheirs() {
    return kind != Kind.OURS_AT_MOST;
  }

  /** Judges what was measured, not what is printed of it. */
  boolean holds(Comparison comparison) {
    double ours = comparison.ours().value();
    return switch (kind) {
      case RATIO_AT_MOST -> value(comparison.ratio()) <= bound;
      case RATIO_AT_LEAST -> value(comparison.ratio()) >= bound;
      case OURS_AT_MOST -> ours <= bound;
      case BEYOND_AT_MOST -> ours - value(comparison.theirs()) <= bound;
    };
  }

  private static double value(@Nullable Measured measured) {
    return measured == null ? Double.NaN : measured.value();
  }

  @Override
  public String toString() {
    return kind.text + Numbers.text(bound);
  }
}

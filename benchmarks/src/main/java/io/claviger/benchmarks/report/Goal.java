package io.claviger.benchmarks.report;

/**
 * The value that a row must reach.
 *
 * @param kind the quantity that is compared with the bound
 */
public record Goal(Kind kind, double bound) {
  /** The quantities that goals limit. */
  public enum Kind {
    /** Ours divided by theirs. */
    RATIO_AT_MOST("ratio ≤ "),
    /** Ours divided by theirs. */
    RATIO_AT_LEAST("ratio ≥ "),
    /** Ours. */
    OURS_AT_MOST("ours ≤ "),
    /** Ours. */
    OURS_AT_LEAST("ours ≥ "),
    /** Ours minus theirs. */
    BEYOND_AT_MOST("ours − theirs ≤ ");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** Returns a goal: ours costs at most {@code bound} times as much as theirs. */
  public static Goal ratioAtMost(double bound) {
    return new Goal(Kind.RATIO_AT_MOST, bound);
  }

  /** Returns a goal: ours does at least {@code bound} times as much as theirs. */
  public static Goal ratioAtLeast(double bound) {
    return new Goal(Kind.RATIO_AT_LEAST, bound);
  }

  /** Returns a goal: ours is at most {@code bound}. */
  public static Goal oursAtMost(double bound) {
    return new Goal(Kind.OURS_AT_MOST, bound);
  }

  /** Returns a goal: ours is at least {@code bound}. */
  public static Goal oursAtLeast(double bound) {
    return new Goal(Kind.OURS_AT_LEAST, bound);
  }

  /** Returns a goal: ours is at most {@code bound} more than theirs. */
  public static Goal beyondAtMost(double bound) {
    return new Goal(Kind.BEYOND_AT_MOST, bound);
  }

  boolean isRatio() {
    return kind == Kind.RATIO_AT_MOST || kind == Kind.RATIO_AT_LEAST;
  }

  /** Compares the exact values, not the rounded ones of the report. Without them it is not met. */
  boolean holds(Comparison comparison) {
    double ours = comparison.ours().value();
    double theirs = comparison.theirs() == null ? Double.NaN : comparison.theirs().value();
    double ratio = comparison.ratio() == null ? Double.NaN : comparison.ratio().value();
    return switch (kind) {
      case RATIO_AT_MOST -> ratio <= bound;
      case RATIO_AT_LEAST -> ratio >= bound;
      case OURS_AT_MOST -> ours <= bound;
      case OURS_AT_LEAST -> ours >= bound;
      case BEYOND_AT_MOST -> ours - theirs <= bound;
    };
  }

  @Override
  public String toString() {
    return kind.text + Measured.text(bound);
  }
}

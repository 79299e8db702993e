package io.claviger.benchmarks.report;

/**
 * A number that was measured.
 *
 * @param error how far it may be off, in the same unit; 0 for what was counted, not measured
 */
public record Measured(double value, double error) {
  /** Throws {@link IllegalArgumentException} for what is no number. */
  public Measured {
    if (!Double.isFinite(value) || !(error >= 0) || Double.isInfinite(error)) {
      throw new IllegalArgumentException(
          "measured " + value + " ± " + error + "; must be numbers, the error 0 or more");
    }
  }

  /** Counted: without error. */
  public static Measured count(long value) {
    return exact((double) value);
  }

  /** Known without error. */
  public static Measured exact(double value) {
    return new Measured(value, 0);
  }

  @Override
  public String toString() {
    return Numbers.text(value) + (error == 0 ? "" : " ± " + Numbers.text(error));
  }
}

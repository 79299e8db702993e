package io.claviger.benchmarks.report;

/**
 * A measured number.
 *
 * @param error the possible deviation, in the same unit; 0 for a counted number
 */
public record Measured(double value, double error) {
  /**
   * Throws {@link IllegalArgumentException} if the value is not finite, or the error is negative or
   * not finite.
   */
  public Measured {
    if (!Double.isFinite(value) || !(error >= 0) || Double.isInfinite(error)) {
      throw new IllegalArgumentException(
          "measured " + value + " ± " + error + "; must be numbers, the error 0 or more");
    }
  }

  /** Returns a counted number, which has no error. */
  public static Measured count(long value) {
    return exact((double) value);
  }

  /** Returns a number without an error. */
  public static Measured exact(double value) {
    return new Measured(value, 0);
  }

  @Override
  public String toString() {
    return Numbers.text(value) + (error == 0 ? "" : " ± " + Numbers.text(error));
  }
}

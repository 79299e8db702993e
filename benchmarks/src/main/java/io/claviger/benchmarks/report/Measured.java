package io.claviger.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

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

  @Override
  public String toString() {
    return text(value) + (error == 0 ? "" : " ± " + text(error));
  }

  /** Returns the value with so many digits, without the error. */
  Measured rounded(int digits) {
    return new Measured(Double.parseDouble(rounded(value, digits)), 0);
  }

  /** Formats a number with three digits, because measurements are not more precise. */
  static String text(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : rounded(value, 3);
  }

  /** Formats a number with so many digits, without separators. */
  static String rounded(double value, int digits) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    return rounded.stripTrailingZeros().toPlainString();
  }
}

package io.claviger.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** Repeated measurements of one quantity. */
public final class Sample {
  private final double[] sorted;

  /** Throws {@link IllegalArgumentException} if nothing was measured. */
  public Sample(Collection<Double> values) {
    this(values.stream().mapToDouble(each -> each).toArray());
  }

  /** Throws {@link IllegalArgumentException} if nothing was measured. */
  public Sample(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a sample of no values; measure at least once");
    }
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * Returns the value that {@code part} of the values (0 to 1) do not exceed. Between two values it
   * interpolates.
   */
  public double quantile(double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Returns the median. Other load on the machine moves it less than the mean. Its error is half
   * the distance between the quartiles.
   */
  public Measured median() {
    return new Measured(quantile(0.5), (quantile(0.75) - quantile(0.25)) / 2);
  }
}

package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Measured;
import java.util.Arrays;
import java.util.List;

/**
 * What JMH measured of one case, over all forks.
 *
 * @param nanos for each call: the median of the iterations, which somebody else's work on the
 *     machine moves less than the mean; its error is half the distance between the quartiles
 * @param bytes allocated for each call
 */
record Score(Measured nanos, Measured bytes) {
  static Score of(List<Double> nanos, List<Double> bytes) {
    return new Score(median(nanos), median(bytes));
  }

  private static Measured median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Measured(
        quantile(sorted, 0.5), (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2);
  }

  private static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}

package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Measured;
import java.util.Arrays;

/** What the same thing took, again and again. */
final class Samples {
  private double[] values = new double[64];
  private int count;

  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  /** Each divided by so much; the error is half the distance between the quartiles. */
  Measured median(double unit) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    double middle = (at(sorted, 0.5, false) + at(sorted, 0.5, true)) / 2;
    double error = (at(sorted, 0.75, false) - at(sorted, 0.25, false)) / 2;
    return new Measured(middle / unit, error / unit);
  }

  private static double at(double[] sorted, double part, boolean above) {
    double place = part * (sorted.length - 1);
    return sorted[(int) (above ? Math.ceil(place) : Math.floor(place))];
  }
}

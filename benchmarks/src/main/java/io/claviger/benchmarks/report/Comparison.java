package io.claviger.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Our measurement, and the one that it is compared with.
 *
 * @param theirs the floor or the peer; null if there is nothing to compare with
 * @param ratio ours divided by theirs; null if theirs is null, or zero in any turn
 */
public record Comparison(Measured ours, @Nullable Measured theirs, @Nullable Measured ratio) {
  /** Returns one number that is compared with nothing. */
  public static Comparison alone(double ours) {
    return alone(List.of(ours));
  }

  /** Returns the median of turns that are compared with nothing. */
  public static Comparison alone(List<Double> ours) {
    return new Comparison(new Sample(ours).median(), null, null);
  }

  /**
   * Compares measurements that alternated. In turn n, ours and theirs were measured directly one
   * after the other. The ratio is the median of the ratios of the turns: if the machine is slow for
   * a while, it is usually slow for both sides of a turn.
   *
   * @throws IllegalArgumentException if the lists are empty
   */
  public static Comparison byTurns(List<Double> ours, List<Double> theirs) {
    List<Double> ratios =
        IntStream.range(0, ours.size()).mapToObj(i -> ours.get(i) / theirs.get(i)).toList();
    Measured ratio = theirs.contains(0.0) ? null : new Sample(ratios).median();
    return new Comparison(new Sample(ours).median(), new Sample(theirs).median(), ratio);
  }

  /** Returns these numbers with so many digits, without the possible deviation. */
  Comparison rounded(int digits) {
    return new Comparison(
        ours.rounded(digits),
        theirs == null ? null : theirs.rounded(digits),
        ratio == null ? null : ratio.rounded(digits));
  }
}

package io.claviger.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our measurement, and the one that it is compared with.
 *
 * @param theirs the floor or the peer; null if there is nothing to compare with
 * @param ratio ours divided by theirs; null if theirs is null, or zero in any turn
 */
public record Comparison(Measured ours, @Nullable Measured theirs, @Nullable Measured ratio) {
  /** Returns a measurement that is compared with nothing. */
  public static Comparison alone(Measured ours) {
    return new Comparison(ours, null, null);
  }

  /** Compares two measurements that did not alternate. */
  public static Comparison of(Measured ours, Measured theirs) {
    double quotient = ours.value() / theirs.value();
    return new Comparison(ours, theirs, theirs.value() == 0 ? null : Measured.exact(quotient));
  }

  /**
   * Compares measurements that alternated. In turn n, ours and theirs were measured directly one
   * after the other. The ratio is the median of the ratios of the turns: if the machine is slow for
   * a while, it is usually slow for both sides of a turn.
   *
   * @throws IllegalArgumentException unless both lists have the same size of at least one
   */
  public static Comparison byTurns(List<Double> ours, List<Double> theirs) {
    if (ours.size() != theirs.size()) {
      throw new IllegalArgumentException(
          ours.size() + " turns of ours, " + theirs.size() + " of theirs; must be as many");
    }
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < ours.size(); turn++) {
      ratios.add(ours.get(turn) / theirs.get(turn));
    }
    Measured ratio = theirs.contains(0.0) ? null : new Sample(ratios).median();
    return new Comparison(new Sample(ours).median(), new Sample(theirs).median(), ratio);
  }
}

package io.claviger.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of ours, and of what it stands beside.
 *
 * @param theirs the floor or the peer; null where there is nothing to compare with
 * @param ratio ours divided by theirs; null where there is none, or it is zero in any turn
 */
public record Comparison(Measured ours, @Nullable Measured theirs, @Nullable Measured ratio) {
  /** With nothing. */
  public static Comparison alone(Measured ours) {
    return new Comparison(ours, null, null);
  }

  /** Of what was not measured by turns. */
  public static Comparison of(Measured ours, Measured theirs) {
    double quotient = ours.value() / theirs.value();
    return new Comparison(ours, theirs, theirs.value() == 0 ? null : Measured.exact(quotient));
  }

  /**
   * Of what was measured by turns, the first of ours right before or after the first of theirs, and
   * so on. The ratio is the median of those of each turn: a machine that is slow for a while is
   * mostly so for both sides of a turn.
   *
   * @throws IllegalArgumentException unless there are as many of both, and one at least
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

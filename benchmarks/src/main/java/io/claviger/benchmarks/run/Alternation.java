package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * Two sides that were measured in this JVM in alternating turns.
 *
 * @param ours a value for each turn
 * @param theirs a value for each turn
 */
public record Alternation(List<Double> ours, List<Double> theirs) {
  /** Compares two sides, each in so many turns. */
  public static Comparison of(int turns, Callable<Double> ours, Callable<Double> theirs)
      throws Exception {
    return measure(turns, ours, theirs).compare();
  }

  /** Measures two sides, each in so many turns. */
  public static Alternation measure(int turns, Callable<Double> ours, Callable<Double> theirs)
      throws Exception {
    List<Double> ofOurs = new ArrayList<>();
    List<Double> ofTheirs = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      // Alternate the order, so that neither side always comes second.
      if (turn % 2 == 0) {
        ofOurs.add(ours.call());
        ofTheirs.add(theirs.call());
      } else {
        ofTheirs.add(theirs.call());
        ofOurs.add(ours.call());
      }
    }
    return new Alternation(ofOurs, ofTheirs);
  }

  /** Returns the same turns in another unit. */
  public Alternation in(UnaryOperator<Double> unit) {
    return new Alternation(ours.stream().map(unit).toList(), theirs.stream().map(unit).toList());
  }

  /** Compares the sides. */
  public Comparison compare() {
    return Comparison.byTurns(ours, theirs);
  }
}

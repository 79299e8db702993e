package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures two sides in this JVM in alternating turns. */
public final class Alternation {
  private Alternation() {}

  /** Compares two sides, each in so many turns. */
  public static Comparison of(int turns, Callable<Double> ours, Callable<Double> theirs)
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
    return Comparison.byTurns(ofOurs, ofTheirs);
  }
}

package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Comparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns of two loads in this JVM, of which one waits while the other is measured. */
record HttpTurns(Load ours, Load theirs) {
  /** Requests for one of the sites that are compared. */
  @FunctionalInterface
  interface Load {
    /** Returns how many were answered in a second. */
    double perSecond(Duration time);
  }

  Comparison measure(int count, Duration time) {
    List<Double> ofOurs = new ArrayList<>();
    List<Double> ofTheirs = new ArrayList<>();
    for (int turn = 0; turn < count; turn++) {
      // Each side comes second in half of the turns.
      if (turn % 2 == 0) {
        ofOurs.add(ours.perSecond(time));
        ofTheirs.add(theirs.perSecond(time));
      } else {
        ofTheirs.add(theirs.perSecond(time));
        ofOurs.add(ours.perSecond(time));
      }
    }
    return Comparison.byTurns(ofOurs, ofTheirs);
  }
}

package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Comparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs two loads in this JVM in alternating turns. */
record HttpTurns(Load ours, Load theirs) {
  /** Sends requests to one of the compared servers. */
  @FunctionalInterface
  interface Load {
    /** Returns the number of responses per second. */
    double perSecond(Duration time);
  }

  Comparison measure(int count, Duration time) {
    List<Double> ofOurs = new ArrayList<>();
    List<Double> ofTheirs = new ArrayList<>();
    for (int turn = 0; turn < count; turn++) {
      // Alternate the order, so that neither side always comes second.
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

package io.claviger.benchmarks.size;

import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Sample;
import java.util.ArrayList;
import java.util.List;

/** The same call on both databases by turns, so that a slower machine is so for both. */
final class Duel {
  private final Subject large;
  private final Subject small;

  Duel(Subject large, Subject small) {
    this.large = large;
    this.small = small;
  }

  /** What a call takes, in microseconds. */
  record Outcome(Measured large, Measured small) {}

  Outcome run(Operation operation) {
    for (int i = 0; i < operation.calls() / 4; i++) {
      operation.call().accept(large);
      operation.call().accept(small);
    }
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < operation.calls(); i++) {
      // Neither is always the one that comes second.
      if (i % 2 == 0) {
        ours.add(micros(operation, large));
        theirs.add(micros(operation, small));
      } else {
        theirs.add(micros(operation, small));
        ours.add(micros(operation, large));
      }
    }
    return new Outcome(new Sample(ours).median(), new Sample(theirs).median());
  }

  private static double micros(Operation operation, Subject subject) {
    long began = System.nanoTime();
    operation.call().accept(subject);
    return (System.nanoTime() - began) / 1e3;
  }
}

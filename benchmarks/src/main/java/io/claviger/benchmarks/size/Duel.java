package io.claviger.benchmarks.size;

/** The same call on both databases by turns, so that a slower machine is so for both. */
final class Duel {
  private final Subject large;
  private final Subject small;

  Duel(Subject large, Subject small) {
    this.large = large;
    this.small = small;
  }

  /** What a call takes. */
  record Outcome(Samples large, Samples small) {}

  Outcome run(Operation operation) {
    for (int i = 0; i < operation.calls() / 4; i++) {
      operation.call().accept(large);
      operation.call().accept(small);
    }
    Outcome outcome = new Outcome(new Samples(), new Samples());
    for (int i = 0; i < operation.calls(); i++) {
      // Neither is always the one that comes second.
      if (i % 2 == 0) {
        outcome.large.add(nanos(operation, large));
        outcome.small.add(nanos(operation, small));
      } else {
        outcome.small.add(nanos(operation, small));
        outcome.large.add(nanos(operation, large));
      }
    }
    return outcome;
  }

  private static double nanos(Operation operation, Subject subject) {
    long began = System.nanoTime();
    operation.call().accept(subject);
    return System.nanoTime() - began;
  }
}

package io.claviger.store.tck;

import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** A method that answers yes or no, and the script of what its next calls do. Thread-safe. */
final class ScriptedCall<A> {
  /** What one call does instead. */
  @FunctionalInterface
  interface Step<A> {
    boolean call(A argument, Predicate<A> really);
  }

  private final Queue<Step<A>> steps = new ConcurrentLinkedQueue<>();

  /** For the next so many calls that have no step yet. */
  void script(int times, Step<A> step) {
    steps.addAll(Collections.nCopies(times, step));
  }

  /** Such a step does this first, and then what the call is for. */
  void first(int times, Runnable first) {
    script(
        times,
        (argument, really) -> {
          first.run();
          return really.test(argument);
        });
  }

  boolean call(A argument, Predicate<A> really) {
    Step<A> step = steps.poll();
    return step == null ? really.test(argument) : step.call(argument, really);
  }
}

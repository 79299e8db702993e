package io.claviger.test;

import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** The script of a method that returns a boolean. Thread-safe. */
final class ScriptedCall<A> {
  /** A step, which replaces one call. */
  @FunctionalInterface
  interface Step<A> {
    boolean call(A argument, Predicate<A> really);
  }

  private final Queue<Step<A>> steps = new ConcurrentLinkedQueue<>();

  /** Adds a step for each of as many calls, after the steps that are there. */
  void script(int times, Step<A> step) {
    steps.addAll(Collections.nCopies(times, step));
  }

  /** Adds steps that run the action and then the real call. */
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

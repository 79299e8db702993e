package io.claviger.benchmarks.suite;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing for JMH to measure.
 *
 * @param parameters the values of its {@code @Param} fields, by name
 * @param settlesLate whether it gets faster for many seconds, since much code is compiled for it
 */
record Case(
    Class<?> benchmarks,
    String method,
    Map<String, String> parameters,
    int threads,
    boolean settlesLate) {
  /** Copies. */
  Case {
    parameters = Map.copyOf(parameters);
  }

  /** On one thread. */
  static Case of(Class<?> benchmarks, String method, Map<String, String> parameters) {
    return new Case(benchmarks, method, parameters, 1, false);
  }

  /** The same on so many threads. */
  Case on(int newThreads) {
    return new Case(benchmarks, method, parameters, newThreads, settlesLate);
  }

  /** The same, which settles late. */
  Case settlingLate() {
    return new Case(benchmarks, method, parameters, threads, true);
  }

  String fullName() {
    return benchmarks.getName() + "." + method;
  }

  @Override
  public String toString() {
    return benchmarks.getSimpleName()
        + "."
        + method
        + (parameters.isEmpty() ? "" : " " + new TreeMap<>(parameters))
        + (threads == 1 ? "" : ", " + threads + " threads");
  }
}

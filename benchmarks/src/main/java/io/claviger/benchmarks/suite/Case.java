package io.claviger.benchmarks.suite;

import java.util.Map;
import java.util.TreeMap;

/**
 * One benchmark for JMH to run.
 *
 * @param parameters the values of its {@code @Param} fields, by name
 * @param settlesLate whether it gets faster for many seconds, because the JIT compiles much code
 *     for it
 */
record Case(
    Class<?> benchmarks,
    String method,
    Map<String, String> parameters,
    int threads,
    boolean settlesLate) {
  /** Copies the map. */
  Case {
    parameters = Map.copyOf(parameters);
  }

  /** Returns a case with one thread. */
  static Case of(Class<?> benchmarks, String method, Map<String, String> parameters) {
    return new Case(benchmarks, method, parameters, 1, false);
  }

  /** Returns the same case with this number of threads. */
  Case on(int newThreads) {
    return new Case(benchmarks, method, parameters, newThreads, settlesLate);
  }

  /** Returns the same case with a longer warm-up. */
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

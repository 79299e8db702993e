package io.claviger.benchmarks.suite;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing for JMH to measure.
 *
 * @param parameters the values of its {@code @Param} fields, by name
 */
record Case(Class<?> benchmarks, String method, Map<String, String> parameters, int threads) {
  /** Copies. */
  Case {
    parameters = Map.copyOf(parameters);
  }

  /** On one thread. */
  static Case of(Class<?> benchmarks, String method, Map<String, String> parameters) {
    return new Case(benchmarks, method, parameters, 1);
  }

  /** The same on so many threads. */
  Case on(int newThreads) {
    return new Case(benchmarks, method, parameters, newThreads);
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

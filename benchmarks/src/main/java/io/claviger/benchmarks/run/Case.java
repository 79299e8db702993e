package io.claviger.benchmarks.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One benchmark for JMH to run.
 *
 * @param parameters the values of its {@code @Param} fields, by name
 * @param settlesLate whether it gets faster for many seconds, because the JIT compiles much code
 *     for it
 * @param options of its JVM, beside those that all have
 */
public record Case(
    Class<?> benchmarks,
    String method,
    Map<String, String> parameters,
    int threads,
    boolean settlesLate,
    List<String> options) {
  /** Returns a case with one thread and no parameters. */
  public static Case of(Class<?> benchmarks, String method) {
    return new Case(benchmarks, method, Map.of(), 1, false, List.of());
  }

  /** Returns the same case with another parameter. */
  public Case with(String name, Object value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(name, value.toString());
    return new Case(benchmarks, method, Map.copyOf(more), threads, settlesLate, options);
  }

  /** Returns the same case with this number of threads. */
  public Case on(int newThreads) {
    return new Case(benchmarks, method, parameters, newThreads, settlesLate, options);
  }

  /** Returns the same case with a longer warm-up. */
  public Case settlingLate() {
    return new Case(benchmarks, method, parameters, threads, true, options);
  }

  /** Returns the same case in a JVM with these options. */
  public Case inJvm(String... newOptions) {
    return new Case(benchmarks, method, parameters, threads, settlesLate, List.of(newOptions));
  }
}

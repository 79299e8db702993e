package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.List;

/**
 * Measures families of rows. To add one: implement this, list it in {@link Suites}, and say in the
 * README what its rows mean. What JMH can measure it has measured by {@link Jmh}; what it cannot,
 * such as load over minutes, it measures itself.
 */
public interface Suite {
  /** What the names of its rows begin with, such as {@code match}. */
  List<String> families();

  /**
   * Measures, and says meanwhile what goes on. Cases that nobody wants ({@link Options#wants}) are
   * left out, and with {@link Options#quick} the largest.
   */
  List<Row> run(Options options, Progress progress);
}

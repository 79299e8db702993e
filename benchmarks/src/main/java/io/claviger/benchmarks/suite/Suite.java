package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.List;

/**
 * Measures families of rows. To add a suite: implement this interface, list the class in {@link
 * Suites}, and describe its rows in the README. A suite measures with {@link Jmh} where it can.
 * Load that JMH cannot create, such as load over minutes, it creates itself.
 */
public interface Suite {
  /** Returns the beginnings of the names of its rows, such as {@code match}. */
  List<String> families();

  /**
   * Measures the rows and reports progress. It leaves out cases that nobody wants ({@link
   * Options#wants}), and the largest cases with {@link Options#quick}.
   */
  List<Row> run(Options options, Progress progress);
}

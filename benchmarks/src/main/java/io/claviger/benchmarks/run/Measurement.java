package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import java.util.List;

/** Measures one or more rows that belong together. */
public record Measurement(List<Row> rows, Work work) {
  /** The code that measures. */
  @FunctionalInterface
  public interface Work {
    /** Returns the results of all rows, or only of those that are wanted. */
    List<Result> measure(Run run) throws Exception;
  }

  /** Measures these rows with JMH, in alternating turns. */
  public static Measurement of(JmhRow... rows) {
    List<JmhRow> all = List.of(rows);
    return new Measurement(all.stream().map(JmhRow::row).toList(), run -> Jmh.measure(run, all));
  }

  /** Returns the same measurement, which gives no results on an older Java. */
  public Measurement sinceJava(int feature) {
    return new Measurement(
        rows, run -> Runtime.version().feature() < feature ? List.of() : work.measure(run));
  }
}

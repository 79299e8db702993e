package io.claviger.benchmarks.run;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.report.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A row that JMH measures. Its unit decides whether it shows the time of a call ("ns") or what a
 * call allocates ("bytes").
 *
 * @param theirs the fastest of them is compared with ours
 */
public record JmhRow(Row row, Case ours, List<Case> theirs) {
  /** Returns a row with no, one or several peers. */
  public static JmhRow of(Row row, Case ours, Case... theirs) {
    return new JmhRow(row, ours, List.of(theirs));
  }

  Stream<Case> cases() {
    return Stream.concat(Stream.of(ours), theirs.stream());
  }

  /** Returns the result. The scores are in the order of the cases. */
  Result result(List<Case> cases, List<Jmh.Score> scores) {
    Function<Case, List<Double>> values = one -> values(scores.get(cases.indexOf(one)));
    Comparison comparison =
        theirs.stream()
            .map(values)
            .min(Comparator.comparing(each -> new Sample(each).quantile(0.5)))
            .map(fastest -> Comparison.byTurns(values.apply(ours), fastest))
            .orElseGet(() -> Comparison.alone(values.apply(ours)));
    return new Result(row, comparison);
  }

  private List<Double> values(Jmh.Score score) {
    return row.unit().equals("ns") ? score.nanos() : score.bytes();
  }
}

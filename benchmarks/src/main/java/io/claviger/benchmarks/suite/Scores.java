package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What came of cases that were measured together, by turns. */
record Scores(Map<Case, Score> byCase) {
  /** Copies. */
  Scores {
    byCase = Map.copyOf(byCase);
  }

  /** The time of a call. */
  Measured nanos(Case one) {
    return new Sample(of(one).nanos()).median();
  }

  /** The time of a call. */
  Comparison nanos(Case ours, Case theirs) {
    return Comparison.byTurns(of(ours).nanos(), of(theirs).nanos());
  }

  /** What a call allocates. */
  Comparison bytes(Case ours, Case theirs) {
    return Comparison.byTurns(of(ours).bytes(), of(theirs).bytes());
  }

  /** Which of these takes the least time. */
  Case fastest(List<Case> cases) {
    return cases.stream()
        .min(Comparator.comparing(one -> nanos(one).value()))
        .orElseThrow(() -> new IllegalArgumentException("the fastest of no cases; name one"));
  }

  private Score of(Case one) {
    Score score = byCase.get(one);
    if (score == null) {
      throw new IllegalArgumentException(one + " was not measured, but " + byCase.keySet());
    }
    return score;
  }
}

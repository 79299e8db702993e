package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The scores of cases that were measured in alternating turns. */
record Scores(Map<Case, Score> byCase) {
  /** Copies the map. */
  Scores {
    byCase = Map.copyOf(byCase);
  }

  /** Returns the time of a call. */
  Measured nanos(Case one) {
    return new Sample(of(one).nanos()).median();
  }

  /** Returns the time of a call. */
  Comparison nanos(Case ours, Case theirs) {
    return Comparison.byTurns(of(ours).nanos(), of(theirs).nanos());
  }

  /** Returns the bytes that a call allocates. */
  Comparison bytes(Case ours, Case theirs) {
    return Comparison.byTurns(of(ours).bytes(), of(theirs).bytes());
  }

  /** Returns the case that takes the least time. */
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

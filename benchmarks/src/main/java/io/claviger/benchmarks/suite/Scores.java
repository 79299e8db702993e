package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.report.Measured;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What came of cases that were measured together. */
record Scores(Map<Case, Score> byCase) {
  /** Copies. */
  Scores {
    byCase = Map.copyOf(byCase);
  }

  /** The time of a call. */
  Measured nanos(Case one) {
    return of(one).nanos();
  }

  /** What a call allocates. */
  Measured bytes(Case one) {
    return of(one).bytes();
  }

  /** The time of the fastest of these. */
  Measured fastest(List<Case> cases) {
    return cases.stream()
        .map(this::nanos)
        .min(Comparator.comparing(Measured::value))
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

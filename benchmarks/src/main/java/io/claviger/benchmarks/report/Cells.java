package io.claviger.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of a row, as text. */
final class Cells {
  static final List<String> HEAD =
      List.of("row", "ours", "theirs", "unit", "ratio", "goal", "holds");

  private Cells() {}

  static List<String> of(Row row) {
    Comparison comparison = row.comparison();
    return List.of(
        row.name(),
        comparison.ours().toString(),
        orDash(comparison.theirs()),
        row.unit(),
        orDash(comparison.ratio()),
        orDash(row.goal()),
        verdict(row.holds()));
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "–" : value.toString();
  }

  private static String verdict(@Nullable Boolean holds) {
    return holds == null ? "–" : holds ? "yes" : "NO";
  }
}

package io.claviger.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as texts, for people. */
final class Cells {
  static final List<String> HEAD =
      List.of("row", "ours", "theirs", "unit", "ratio", "goal", "holds");

  private Cells() {}

  static List<String> of(Row row) {
    Double ratio = row.ratio();
    return List.of(
        row.name(),
        row.ours().toString(),
        orDash(row.theirs()),
        row.unit(),
        ratio == null ? "–" : Numbers.text(ratio),
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

package io.claviger.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A measured row. */
public record Result(Row row, Comparison comparison) {
  static final List<String> COLUMNS =
      List.of("row", "ours", "theirs", "unit", "ratio", "goal", "holds");

  /** Returns a result for each row. The comparisons are in the same order. */
  public static List<Result> of(List<Row> rows, List<Comparison> comparisons) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new Result(rows.get(i), comparisons.get(i)))
        .toList();
  }

  /** Returns whether the goal is met; null without a goal. */
  public @Nullable Boolean holds() {
    return row.goal() == null ? null : row.goal().holds(comparison);
  }

  /** Returns ours divided by theirs; 0 if nothing is divided. */
  double ratio() {
    return comparison.ratio() == null ? 0 : comparison.ratio().value();
  }

  /** Returns the text of each column. */
  List<String> cells() {
    Boolean holds = holds();
    return List.of(
        row.name(),
        comparison.ours().toString(),
        orDash(comparison.theirs()),
        row.unit(),
        orDash(comparison.ratio()),
        orDash(row.goal()),
        holds == null ? "–" : holds ? "yes" : "NO");
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "–" : value.toString();
  }
}

package io.claviger.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows as a JSON array with one object for each row. */
record Json(List<Row> rows) {
  @Override
  public String toString() {
    return rows.stream().map(Json::object).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private static String object(Row row) {
    Comparison comparison = row.comparison();
    Goal goal = row.goal();
    return "{"
        + String.join(
            ", ",
            "\"name\": " + text(row.name()),
            "\"ours\": " + number(comparison.ours()),
            "\"theirs\": " + number(comparison.theirs()),
            "\"unit\": " + text(row.unit()),
            "\"ratio\": " + number(comparison.ratio()),
            "\"goal\": " + (goal == null ? "null" : text(goal.toString())),
            "\"holds\": " + row.holds())
        + "}";
  }

  private static String number(@Nullable Measured measured) {
    return measured == null
        ? "null"
        : new BigDecimal(measured.value())
            .round(new MathContext(6))
            .stripTrailingZeros()
            .toPlainString();
  }

  private static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}

package io.claviger.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The ratios as an SVG bar chart with a logarithmic scale. A bar to the left of 1 means that ours
 * is less, which is better except for rates. A ratio below 0.01 gets the bar of 0.01, because it
 * would make most other bars too short.
 */
record Chart(Results results) {
  private static final int LABELS = 330;
  private static final int BARS = 520;
  private static final int VALUES = 110;
  private static final int LINE = 18;
  private static final int HEAD = 92;
  private static final double LEAST = 0.01;

  @Override
  public String toString() {
    List<Row> rows = results.rows().stream().filter(row -> ratio(row) > 0).toList();
    Scale scale = Scale.of(rows);
    int width = LABELS + BARS + VALUES;
    int height = HEAD + rows.size() * LINE + 16;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="10" y="20" font-size="15">ours / theirs, logarithmic scale; the tick is the goal; less is better, except with ≥</text>
        <text x="10" y="38" fill="#666666">%s</text>
        <text x="10" y="56" fill="#666666">%s</text>
        <text x="10" y="74" fill="#666666">green: goal met; red: goal missed; grey: no goal; bars end at 0.01</text>
        """
            .formatted(
                width,
                height,
                escape(results.run().command()),
                escape(results.machine().toString())));
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), scale, HEAD + i * LINE);
    }
    double one = scale.x(1);
    return svg.append(vertical(one, HEAD - 6, height - 12, "#333333"))
        .append("</svg>\n")
        .toString();
  }

  private static double ratio(Row row) {
    Measured ratio = row.comparison().ratio();
    return ratio == null ? 0 : ratio.value();
  }

  private static void row(StringBuilder svg, Row row, Scale scale, int y) {
    double one = scale.x(1);
    double end = scale.x(ratio(row));
    svg.append(label(LABELS - 8, y + 12, "end", row.name()));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            Math.min(one, end),
            y + 2,
            Math.max(1, Math.abs(end - one)),
            LINE - 5,
            colour(row)));
    Goal goal = row.goal();
    String sign = goal != null && goal.isAtLeast() ? " × (≥)" : " ×";
    svg.append(label(LABELS + BARS + 8, y + 12, "start", Numbers.text(ratio(row)) + sign));
    if (goal != null && goal.isRatio()) {
      svg.append(vertical(scale.x(goal.bound()), y, y + LINE - 1, "#000000"));
    }
  }

  private static String colour(Row row) {
    Boolean holds = row.holds();
    return holds == null ? "#9aa5b1" : holds ? "#3d9a5f" : "#c9503c";
  }

  /**
   * Takes the numbers as {@code %s}, because {@code %d} would use the digits of the default locale.
   */
  private static String label(int x, int y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
        .formatted(x, y, anchor, escape(text));
  }

  private static String vertical(double x, int from, int to, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
        x,
        x,
        from,
        to,
        colour);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The position of a ratio in the chart, which always contains 1 and the goals. */
  private record Scale(double low, double high) {
    static Scale of(List<Row> rows) {
      double low = -0.3;
      double high = 0.3;
      for (Row row : rows) {
        low = Math.min(low, Math.log10(ratio(row)));
        high = Math.max(high, Math.log10(ratio(row)));
        Goal goal = row.goal();
        if (goal != null && goal.isRatio()) {
          high = Math.max(high, Math.log10(goal.bound()));
        }
      }
      return new Scale(Math.max(low, Math.log10(LEAST)), high);
    }

    double x(double ratio) {
      double part = (Math.log10(ratio) - low) / (high - low);
      return LABELS + BARS * Math.min(1, Math.max(0, part));
    }
  }
}

package io.claviger.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The ratios as an SVG bar chart with a logarithmic scale from 0.01 to 100. A bar to the left of 1
 * means that ours is less, which is better except for rates.
 */
final class Chart {
  private static final int LINE = 18;
  private static final int HEAD = 92;

  private final StringBuilder svg = new StringBuilder();

  Chart(Report report) {
    List<Result> results = report.results().stream().filter(each -> each.ratio() > 0).toList();
    append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="10" y="20" font-size="15">ours / theirs, logarithmic scale; the tick is the goal; less is better, except with ≥</text>
        <text x="10" y="38" fill="#666666">%s</text>
        <text x="10" y="56" fill="#666666">%s</text>
        <text x="10" y="74" fill="#666666">green: goal met; red: goal missed; grey: no goal; bars end at 0.01 and 100</text>
        """,
        HEAD + results.size() * LINE + 16, report.command(), report.machine());
    for (int i = 0; i < results.size(); i++) {
      draw(results.get(i), HEAD + i * LINE);
    }
    line(1, HEAD, results.size() * LINE);
    svg.append("</svg>\n");
  }

  private void draw(Result result, int y) {
    Goal goal = result.row().goal();
    Boolean holds = result.holds();
    String colour = holds == null ? "#9aa5b1" : holds ? "#3d9a5f" : "#c9503c";
    String sign = goal != null && goal.kind() == Goal.Kind.RATIO_AT_LEAST ? " × (≥)" : " ×";
    double end = x(result.ratio());
    append(
        """
        <text x="322" y="%d" text-anchor="end">%s</text>
        <rect x="%.1f" y="%d" width="%.1f" height="13" fill="%s"/>
        <text x="858" y="%d">%s</text>
        """,
        y + 12,
        result.row().name(),
        Math.min(x(1), end),
        y + 2,
        Math.max(1, Math.abs(x(1) - end)),
        colour,
        y + 12,
        Measured.text(result.ratio()) + sign);
    if (goal != null && goal.isRatio()) {
      line(goal.bound(), y, LINE - 1);
    }
  }

  /** Draws a vertical line at a ratio. */
  private void line(double ratio, int y, int height) {
    append("<path d=\"M%.1f %dv%d\" stroke=\"#000000\"/>\n", x(ratio), y, height);
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static double x(double ratio) {
    return 330 + 520 * Math.min(1, Math.max(0, (Math.log10(ratio) + 2) / 4));
  }

  @Override
  public String toString() {
    return svg.toString();
  }
}

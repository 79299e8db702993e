package io.claviger.benchmarks.report;

import java.util.List;

/**
 * The ratios as an SVG bar chart with a logarithmic scale from 0.01 to 100. A bar to the left of 1
 * means that ours is less, which is better except for rates.
 */
final class Chart {
  private final Svg svg = new Svg();

  Chart(Report report) {
    List<Result> results = report.results().stream().filter(each -> each.ratio() > 0).toList();
    svg.note(report.command());
    svg.note(report.machine());
    svg.note("less is better, except with ≥; the tick is the goal");
    svg.note("green: goal met, red: goal missed, grey: no goal");
    svg.note("logarithmic scale; bars end at 0.01 and 100");
    svg.skip(8);
    svg.append(
        "<path class=\"scale\" d=\"M%.1f %dv%d\"/>\n", x(1), svg.y(), results.size() * Svg.LINE);
    results.forEach(this::draw);
    svg.skip(8);
  }

  private void draw(Result result) {
    Goal goal = result.row().goal();
    Boolean holds = result.holds();
    String sign = goal != null && goal.kind() == Goal.Kind.RATIO_AT_LEAST ? " × (≥)" : " ×";
    double end = x(result.ratio());
    svg.label(result.row().name(), Measured.text(result.ratio()) + sign);
    svg.bar(
        holds == null ? "theirs" : holds ? "met" : "missed",
        Math.min(x(1), end),
        Math.abs(x(1) - end));
    if (goal != null && goal.isRatio()) {
      svg.append("<path class=\"goal\" d=\"M%.1f %dv14\"/>\n", x(goal.bound()), svg.y() + 16);
    }
    svg.skip(Svg.LINE);
  }

  private static double x(double ratio) {
    double share = (Math.log10(ratio) + 2) / 4;
    return Svg.LEFT + Svg.WIDTH * Math.min(1, Math.max(0, share));
  }

  @Override
  public String toString() {
    return svg.picture("ours / theirs, for each row that has both");
  }
}

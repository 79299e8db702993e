package io.claviger.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An SVG with the few numbers that a newcomer asks for: how long one check takes, and how many
 * requests an application serves. Rows that were not measured are left out. It is narrow, so that
 * its text can be read on a telephone.
 */
final class Overview {
  private static final int LEFT = 4;
  private static final int WIDTH = 372;

  /** A bar, and the line of text above it. */
  private static final int LINE = 32;

  /** The logarithmic scale of times begins at 10 ns and has this many powers of ten. */
  private static final int POWERS = 7;

  private static final String SCALE = "Each line to the right is ten times as long.";
  private static final String HTTP = "http/";
  private static final String BCRYPT = "-bcrypt";

  private final StringBuilder svg = new StringBuilder();
  private int y = 28;

  Overview(Report report) {
    machine(report.machine());
    checks(report.results());
    requests(report.results());
    svg.insert(
        0,
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 %d" width="570" role="img" aria-labelledby="title" \
            font-family="sans-serif" font-size="12">
            <style>
              .ground { fill: #ffffff }
              .ours { fill: #3d9a5f }
              .theirs { fill: #9aa5b1 }
              .scale { stroke: #e4e7eb }
              .note { fill: #57606a }
              text { fill: #1f2328 }
              @media (prefers-color-scheme: dark) {
                .ground { fill: #0d1117 }
                .scale { stroke: #2a3038 }
                .note { fill: #9198a1 }
                text { fill: #e6edf3 }
              }
            </style>
            <rect class="ground" width="100%%" height="100%%"/>
            <text id="title" x="4" y="18" font-size="15">What Claviger costs; green is Claviger</text>
            """,
            y));
    svg.append("</svg>\n");
  }

  /** Writes the machine in lines that are short enough. */
  private void machine(String text) {
    for (String line : text.replaceAll("(.{1,52})(?:, |$)", "$1\n").split("\n", -1)) {
      append("<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>\n", LEFT, y + 8, line);
      y += 16;
    }
  }

  private void checks(List<Result> results) {
    List<Result> peers = results.stream().filter(each -> named(each, "request/")).toList();
    if (peers.isEmpty()) {
      return;
    }
    title("Time of one check: less is better");
    powersOfTen((peers.size() + 1) * LINE + 4);
    time("Claviger, key in the cache", ours(peers.get(0)).value(), true, "");
    for (Result peer : peers) {
      String label =
          switch (peer.row().name()) {
            case "request/sha256-select" -> "own SHA-256 and one SELECT";
            case "request/bcrypt-select" -> "own bcrypt(10) and one SELECT";
            default -> peer.row().name();
          };
      String longer = " (" + Measured.text(1 / peer.ratio()) + " ×)";
      time(label, theirs(peer).value(), false, longer);
    }
    y += 24;
    append("<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>\n", LEFT, y + 10, SCALE);
    y += LINE;
  }

  /** Draws the lines of the scale behind bars that take this height. */
  private void powersOfTen(int height) {
    for (int power = 1; power < POWERS; power++) {
      double x = LEFT + WIDTH * power / (double) POWERS;
      append("<path class=\"scale\" d=\"M%.1f %dv%d\"/>\n", x, y, height);
      append(
          "<text class=\"note\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x, y + height + 14, time(Math.pow(10, power + 1)));
    }
  }

  private void requests(List<Result> results) {
    List<Result> rows =
        results.stream()
            .filter(each -> named(each, HTTP) && each.row().unit().equals("requests/s"))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    title("Requests per second: more is better");
    double most =
        rows.stream()
            .mapToDouble(each -> Math.max(ours(each).value(), theirs(each).value()))
            .max()
            .orElseThrow();
    for (Result row : rows) {
      String name = row.row().name().substring(HTTP.length());
      if (name.endsWith(BCRYPT)) {
        String without = name.substring(0, name.length() - BCRYPT.length());
        requests(without + ", own bcrypt(10) for each request", theirs(row), most, false);
      } else {
        requests(name + ", with Claviger", ours(row), most, true);
        requests(name + ", without", theirs(row), most, false);
      }
    }
    y += 8;
  }

  /** Returns whether the row has this first part, one more, and something to compare with. */
  private static boolean named(Result result, String first) {
    String name = result.row().name();
    return name.startsWith(first)
        && name.indexOf('/', first.length()) < 0
        && result.comparison().theirs() != null;
  }

  private void title(String text) {
    append("<text x=\"%d\" y=\"%d\" font-size=\"13\">%s</text>\n", LEFT, y + 12, text);
    y += 20;
  }

  private void time(String label, double nanoseconds, boolean ours, String more) {
    double powers = Math.log10(nanoseconds) - 1;
    bar(label, Math.min(1, Math.max(0, powers / POWERS)), ours, time(nanoseconds) + more);
  }

  private void requests(String label, Measured perSecond, double most, boolean ours) {
    bar(label, perSecond.value() / most, ours, Measured.text(perSecond.value()));
  }

  private void bar(String label, double share, boolean ours, String text) {
    append(
        """
        <text x="%d" y="%d">%s</text>
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <rect class="%s" x="%d" y="%d" width="%.1f" height="10"/>
        """,
        LEFT,
        y + 14,
        label,
        LEFT + WIDTH,
        y + 14,
        text,
        ours ? "ours" : "theirs",
        LEFT,
        y + 18,
        Math.max(1, WIDTH * share));
    y += LINE;
  }

  private static String time(double nanoseconds) {
    return nanoseconds < 1e3
        ? Measured.text(nanoseconds) + " ns"
        : nanoseconds < 1e6
            ? Measured.text(nanoseconds / 1e3) + " µs"
            : Measured.text(nanoseconds / 1e6) + " ms";
  }

  private static Measured ours(Result result) {
    return result.comparison().ours();
  }

  private static Measured theirs(Result result) {
    return Objects.requireNonNull(result.comparison().theirs());
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  @Override
  public String toString() {
    return svg.toString();
  }
}

package io.claviger.benchmarks.report;

import java.util.List;
import java.util.Objects;

/**
 * An SVG with the few numbers that a newcomer asks for: how long one check takes, and how many
 * requests an application serves. Rows that were not measured are left out. It is narrow, so that
 * its text can be read on a telephone.
 */
final class Overview {
  /** The logarithmic scale of times begins at 10 ns and has this many powers of ten. */
  private static final int POWERS = 7;

  private static final String SCALE = "Each line to the right is ten times as long.";
  private static final String HTTP = "http/";
  private static final String BCRYPT = "-bcrypt";

  private final Svg svg = new Svg();

  Overview(Report report) {
    svg.note(report.machine());
    svg.skip(16);
    checks(report.results());
    requests(report.results());
  }

  private void checks(List<Result> results) {
    List<Result> peers = results.stream().filter(each -> named(each, "request/")).toList();
    if (peers.isEmpty()) {
      return;
    }
    title("Time of one check: less is better");
    powersOfTen((peers.size() + 1) * Svg.LINE + 4);
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
    svg.skip(26);
    svg.note(SCALE);
    svg.skip(14);
  }

  /** Draws the lines of the scale behind bars that take this height. */
  private void powersOfTen(int height) {
    for (int power = 1; power < POWERS; power++) {
      double x = Svg.LEFT + Svg.WIDTH * power / (double) POWERS;
      svg.append("<path class=\"scale\" d=\"M%.1f %dv%d\"/>\n", x, svg.y(), height);
      svg.append(
          "<text class=\"note\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x, svg.y() + height + 14, time(Math.pow(10, power + 1)));
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
    svg.skip(8);
  }

  /** Returns whether the row has this first part, one more, and something to compare with. */
  private static boolean named(Result result, String first) {
    String name = result.row().name();
    return name.startsWith(first)
        && name.indexOf('/', first.length()) < 0
        && result.comparison().theirs() != null;
  }

  private void title(String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"13\">%s</text>\n", Svg.LEFT, svg.y() + 12, text);
    svg.skip(20);
  }

  private void time(String label, double nanoseconds, boolean ours, String more) {
    double powers = Math.log10(nanoseconds) - 1;
    bar(label, Math.min(1, Math.max(0, powers / POWERS)), ours, time(nanoseconds) + more);
  }

  private void requests(String label, Measured perSecond, double most, boolean ours) {
    bar(label, perSecond.value() / most, ours, Measured.text(perSecond.value()));
  }

  private void bar(String label, double share, boolean ours, String text) {
    svg.label(label, text);
    svg.bar(ours ? "ours" : "theirs", Svg.LEFT, Svg.WIDTH * share);
    svg.skip(Svg.LINE);
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

  @Override
  public String toString() {
    return svg.picture("What Claviger costs; green is Claviger");
  }
}

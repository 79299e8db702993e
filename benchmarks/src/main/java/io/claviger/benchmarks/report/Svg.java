package io.claviger.benchmarks.report;

import java.util.Locale;

/** A picture of one column, so narrow that its text can be read on a telephone. */
final class Svg {
  static final int LEFT = 4;
  static final int WIDTH = 372;

  /** A bar, and the line of text above it. */
  static final int LINE = 32;

  private final StringBuilder body = new StringBuilder();
  private int y = 28;

  /** Returns how far down the next part begins. */
  int y() {
    return y;
  }

  void skip(int height) {
    y += height;
  }

  void append(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values));
  }

  /** Writes a note in lines that are short enough, broken after commas. */
  void note(String text) {
    text.replaceAll("(.{1,52})(?:, |$)", "$1\n").lines().forEach(this::noteLine);
  }

  private void noteLine(String text) {
    append("<text class=\"note\" x=\"%d\" y=\"%d\">%s</text>\n", LEFT, y + 8, text);
    y += 16;
  }

  /** Writes the text at the left and at the right above the place of a bar. */
  void label(String left, String right) {
    append(
        """
        <text x="%d" y="%d">%s</text>
        <text x="%d" y="%d" text-anchor="end">%s</text>
        """,
        LEFT, y + 14, left, LEFT + WIDTH, y + 14, right);
  }

  /** Draws a bar under the label. */
  void bar(String style, double x, double width) {
    append(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"10\"/>\n",
        style, x, y + 18, Math.max(1, width));
  }

  /** Returns the picture, which ends here. */
  String picture(String title) {
    return String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 %d" width="570" role="img" aria-labelledby="title" \
            font-family="sans-serif" font-size="12">
            <style>
              .ground { fill: #ffffff }
              .ours, .met { fill: #3d9a5f }
              .missed { fill: #c9503c }
              .theirs { fill: #818b98 }
              .scale { stroke: #e4e7eb }
              .goal { stroke: #1f2328 }
              .note { fill: #57606a }
              text { fill: #1f2328 }
              @media (prefers-color-scheme: dark) {
                .ground { fill: #0d1117 }
                .scale { stroke: #2a3038 }
                .goal { stroke: #e6edf3 }
                .note { fill: #9198a1 }
                text { fill: #e6edf3 }
              }
            </style>
            <rect class="ground" width="100%%" height="100%%"/>
            <text id="title" x="4" y="18" font-size="15">%s</text>
            """,
            y,
            title)
        + body
        + "</svg>\n";
  }
}

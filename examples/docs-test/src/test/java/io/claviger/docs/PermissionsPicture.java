package io.claviger.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Draws the most important rows of the table of permissions with symbols. */
final class PermissionsPicture {
  /** The rows of the table that the picture has, and what it calls them. */
  private static final List<Map.Entry<String, String>> ROWS =
      List.of(
          Map.entry("read organization", "read organization"),
          Map.entry("rename organization", "rename it"),
          Map.entry("set limits", "set its limits"),
          Map.entry("delete organization", "delete it"),
          Map.entry("create member", "create a key"),
          Map.entry("create in p1", "create a key on p1"),
          Map.entry("set p1 roles of other", "set roles on p1"),
          Map.entry("read other", "read any key"),
          Map.entry("read itself", "read itself"),
          Map.entry("describe other", "change any key"),
          Map.entry("describe itself", "describe itself"),
          Map.entry("rotate other", "rotate any key"),
          Map.entry("rotate itself", "rotate itself"),
          Map.entry("revoke other", "revoke any key"),
          Map.entry("revoke itself", "revoke itself"),
          Map.entry("add entry to other", "edit any whitelist"),
          Map.entry("add entry to itself", "edit its whitelist"));

  private static final Pattern CELLS = Pattern.compile(" *\\| *");
  private static final int LINE = 22;
  private static final int TOP = 96;
  private static final int LEFT = 150;
  private static final int COLUMN = 33;
  private static final String BEGIN =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 %1$d" width="570" role="img" aria-labelledby="title desc" \
      font-family="sans-serif" font-size="12">
        <title id="title">Who may do what</title>
        <desc id="desc">The most important rows of the table on this page.</desc>
        <style>
          .row { stroke: #d1d9e0 }
          .yes { stroke: #1a7f37; stroke-width: 2.5; fill: none }
          .no { stroke: #818b98; stroke-width: 1.5 }
          text { fill: #1f2328 }
          .note { fill: #57606a }
          @media (prefers-color-scheme: dark) {
            .row { stroke: #3d444d }
            .yes { stroke: #3fb950 }
            .no { stroke: #656c76 }
            text { fill: #e6edf3 }
            .note { fill: #9198a1 }
          }
        </style>
      """;

  private PermissionsPicture() {}

  /** Returns the picture of the table on this page. */
  static String draw(Page page) {
    List<String> table =
        page.lines()
            .subList(
                page.lines().indexOf("<!-- table -->") + 1,
                page.lines().indexOf("<!-- end of table -->"));
    Map<String, String[]> cells = new HashMap<>();
    for (String line : table) {
      String[] row = CELLS.split(line, -1);
      cells.put(row[1], row);
    }
    StringBuilder svg = new StringBuilder(BEGIN.formatted(TOP + ROWS.size() * LINE + 28));
    callers(svg, cells.get(""));
    int y = TOP;
    for (Map.Entry<String, String> row : ROWS) {
      row(svg, y, row.getValue(), cells.get(row.getKey()));
      y += LINE;
    }
    text(
        svg,
        "class=\"note\" x=\"2\" y=\"%d\"".formatted(y + 18),
        "p1 is a project of the project owner. Empty: cannot be asked.");
    return svg.append("</svg>\n").toString();
  }

  private static void callers(StringBuilder svg, String[] names) {
    for (int i = 2; i < names.length - 1; i++) {
      int x = x(i) + 4;
      text(
          svg,
          "text-anchor=\"end\" transform=\"translate(%d %d) rotate(45)\"".formatted(x, TOP - 8),
          names[i]);
    }
  }

  private static void row(StringBuilder svg, int y, String name, String[] cells) {
    svg.append("  <path class=\"row\" d=\"M0 %d H380\"/>%n".formatted(y));
    text(svg, "x=\"2\" y=\"%d\"".formatted(y + 15), name);
    for (int i = 2; i < cells.length - 1; i++) {
      String form =
          switch (cells[i]) {
            case "-" -> "";
            case "yes" -> "<path class=\"yes\" d=\"M%d %d l4 4 l7 -8\"/>";
            default -> "<path class=\"no\" d=\"M%d %d h8\"/>";
          };
      if (!form.isEmpty()) {
        svg.append("  ").append(form.formatted(x(i) - 4, y + 11)).append('\n');
      }
    }
  }

  private static int x(int cell) {
    return LEFT + (cell - 2) * COLUMN + COLUMN / 2;
  }

  private static void text(StringBuilder svg, String attributes, String text) {
    svg.append("  <text %s>%s</text>\n".formatted(attributes, text));
  }
}

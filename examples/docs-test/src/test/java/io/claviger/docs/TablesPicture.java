package io.claviger.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Draws the tables in two columns, narrow enough for a telephone. */
final class TablesPicture {
  private static final List<String> LEFT =
      List.of("organization", "api_key", "value", "feed", "schema");
  private static final List<String> RIGHT =
      List.of("audit_event", "ended_token", "secret", "usage", "key_role", "key_label");

  private static final int LINE = 16;
  private static final int WIDTH = 176;
  private static final int GAP = 14;
  private static final String BEGIN =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 %1$d" width="380" role="img" aria-labelledby="title desc" \
      font-family="sans-serif" font-size="12">
        <title id="title">The tables of Claviger</title>
        <desc id="desc">%2$s</desc>
        <style>
          rect { fill: #eef4fb; stroke: #3b6ea5 }
          path { stroke: #57606a; fill: none; stroke-width: 1.5 }
          circle { fill: #57606a }
          text { fill: #1f2328 }
          .name { font-weight: bold }
          .key { text-decoration: underline }
          .note { fill: #57606a }
          @media (prefers-color-scheme: dark) {
            rect { fill: #16263a; stroke: #6ea8e0 }
            path { stroke: #9198a1 }
            circle { fill: #9198a1 }
            text { fill: #e6edf3 }
            .note { fill: #9198a1 }
          }
        </style>
        <text class="note" x="2" y="14">Each name begins with claviger_. Primary keys are underlined.</text>
      """;

  private final Map<String, Table> tables;
  private final Map<String, Integer> tops = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();

  private TablesPicture(Map<String, Table> tables) {
    this.tables = tables;
  }

  /** Throws {@link IllegalArgumentException} for other tables than the picture has places for. */
  static String draw(Map<String, Table> tables) {
    Set<String> drawn = new TreeSet<>(LEFT);
    drawn.addAll(RIGHT);
    if (!drawn.equals(tables.keySet())) {
      throw new IllegalArgumentException("place these tables: " + tables.keySet());
    }
    return new TablesPicture(tables).picture();
  }

  private String picture() {
    int height = Math.max(column(LEFT, 2), column(RIGHT, 202));
    LEFT.forEach(this::lines);
    RIGHT.forEach(this::lines);
    String relations =
        tables.values().stream()
            .flatMap(
                child -> child.parents().values().stream().map(parent -> sentence(child, parent)))
            .distinct()
            .reduce("", (before, next) -> before.isEmpty() ? next : before + " " + next);
    return BEGIN.formatted(height, relations) + svg + "</svg>\n";
  }

  private static String sentence(Table child, String parent) {
    return "Each row of claviger_%s belongs to one of claviger_%s.".formatted(child.name(), parent);
  }

  /** Draws the tables below each other, and returns where they end. */
  private int column(List<String> names, int x) {
    int y = 24;
    for (String name : names) {
      tops.put(name, y);
      y = table(tables.get(name), x, y) + GAP;
    }
    return y;
  }

  private int table(Table table, int x, int y) {
    int height = (table.columns().size() + 1) * LINE + 8;
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>"
            .formatted(x, y, WIDTH, height));
    add(
        "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(x + 8, y + LINE, table.name()));
    int line = y + LINE;
    for (String column : table.columns()) {
      line += LINE;
      String style = table.primaryKey().contains(column) ? " class=\"key\"" : "";
      add("<text%s x=\"%d\" y=\"%d\">%s</text>".formatted(style, x + 8, line, column));
    }
    return y + height;
  }

  /** Draws a line from each foreign key of the table to its parent, with a dot at the child. */
  private void lines(String name) {
    Table child = tables.get(name);
    child
        .parents()
        .forEach(
            (column, parent) -> {
              int y = tops.get(name) + (child.columns().indexOf(column) + 2) * LINE - 4;
              int end = tops.get(parent) + 12;
              boolean right = RIGHT.contains(name);
              int side = right ? 202 : 178;
              int middle = right ? 190 : 186;
              add("<path d=\"M%d %d H%d V%d H178\"/>".formatted(side, y, middle, end));
              add("<circle cx=\"%d\" cy=\"%d\" r=\"3\"/>".formatted(side, y));
            });
  }

  private void add(String element) {
    svg.append("  ").append(element).append('\n');
  }
}

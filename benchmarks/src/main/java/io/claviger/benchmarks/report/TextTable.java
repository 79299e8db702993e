package io.claviger.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** The rows as a table for a console. */
public record TextTable(List<Row> rows) {
  /** Copies the list. */
  public TextTable {
    rows = List.copyOf(rows);
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(Cells.HEAD);
    rows.forEach(row -> lines.add(Cells.of(row)));
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        padded.append(cell).append(" ".repeat(width(lines, column) - cell.length() + 2));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}

package io.claviger.cli.output;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Prints results to standard output: as tables for people, or as one JSON object on each line for
 * programs. Notes go to standard error. One thread may use it.
 */
public final class Output {
  private final PrintWriter out;
  private final PrintWriter notes;
  private final boolean json;
  private int[] widths = new int[0];

  /** Creates an output to these writers. */
  public Output(PrintWriter out, PrintWriter notes, boolean json) {
    this.out = Objects.requireNonNull(out, "out");
    this.notes = Objects.requireNonNull(notes, "notes");
    this.json = json;
  }

  /**
   * Prints a page of a list. A table has these fields as its columns, and a header above the first
   * page.
   */
  public void page(List<String> columns, List<Map<String, Object>> rows) {
    if (json) {
      rows.forEach(row -> out.println(Json.of(row)));
    } else {
      table(columns, rows);
    }
    out.flush();
  }

  /** Prints one object: a table has one line for each field that has a value. */
  public void one(Map<String, Object> fields) {
    if (json) {
      out.println(Json.of(fields));
    } else {
      int width =
          fields.keySet().stream().mapToInt(name -> Cells.words(name).length()).max().orElse(0);
      fields.forEach(
          (name, value) -> {
            String text = Cells.of(value);
            if (!text.equals("-")) {
              out.println(padded(Cells.words(name), width + 2) + text);
            }
          });
    }
    out.flush();
  }

  /** Checks whether the output is for programs, which want each row. */
  public boolean isJson() {
    return json;
  }

  /** Prints text as it is, in both forms. */
  public void text(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints a sentence for a person. */
  public void note(String sentence) {
    notes.println(sentence);
    notes.flush();
  }

  /** Checks whether something that was printed did not arrive. */
  public boolean isBroken() {
    return out.checkError();
  }

  private void table(List<String> columns, List<Map<String, Object>> rows) {
    boolean first = widths.length == 0;
    List<String> header =
        columns.stream().map(name -> Cells.words(name).toUpperCase(Locale.ROOT)).toList();
    List<List<String>> lines =
        rows.stream().map(row -> columns.stream().map(name -> cell(row, name)).toList()).toList();
    widths = Arrays.copyOf(widths, columns.size());
    widen(header);
    lines.forEach(this::widen);
    if (first) {
      line(header);
    }
    lines.forEach(this::line);
  }

  private static String cell(Map<String, Object> row, String name) {
    return Cells.of(Objects.requireNonNull(row.get(name), name));
  }

  private void widen(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private void line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(padded(cells.get(i), widths[i] + 2));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

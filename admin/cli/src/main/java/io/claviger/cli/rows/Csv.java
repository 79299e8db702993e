package io.claviger.cli.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows as CSV (RFC 4180) under a header, except that no field has a line break. */
final class Csv implements RowFormat {
  private final List<String> columns;

  /** Reads the header. */
  Csv(String header) throws BadRowException {
    this.columns = split(header).stream().map(String::strip).toList();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public RawRow read(long line, String text) throws BadRowException {
    List<String> fields = split(text);
    if (fields.size() != columns.size()) {
      throw new BadRowException(
          "has %d fields, but the header has %d".formatted(fields.size(), columns.size()));
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String value = fields.get(i);
      if (!value.isEmpty()) {
        cells.put(columns.get(i), value);
      }
    }
    return RawRow.of(line, cells);
  }

  /** Splits a line at the commas that are not between quotes. */
  static List<String> split(String line) throws BadRowException {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      at = line.startsWith("\"", at) ? quoted(line, at + 1, field) : plain(line, at, field);
      fields.add(field.toString());
      if (at == line.length()) {
        return fields;
      }
      at++;
    }
  }

  /** Returns the index after the field. */
  private static int plain(String line, int start, StringBuilder field) {
    int comma = line.indexOf(',', start);
    int end = comma < 0 ? line.length() : comma;
    field.append(line.substring(start, end).strip());
    return end;
  }

  /** Returns the index after the closing quote. Two quotes are one of the field. */
  private static int quoted(String line, int start, StringBuilder field) throws BadRowException {
    int at = start;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw new BadRowException("has a quoted field that does not end on its line");
      }
      field.append(line, at, quote);
      at = quote + 1;
      if (!line.startsWith("\"", at)) {
        break;
      }
      field.append('"');
      at++;
    }
    if (at < line.length() && line.charAt(at) != ',') {
      throw new BadRowException("has text after a closing quote");
    }
    return at;
  }
}

package io.claviger.cli.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as CSV (RFC 4180) under a header, except that no field has a line break. Spaces around a
 * field without quotes are not part of it.
 */
final class Csv implements RowFormat {
  /** As many as the longest line can have. */
  private static final int MAX_FIELDS = Lines.MAX_LENGTH + 1;

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

  /**
   * Reads each line alone, so that a quote that is not closed spoils no other row. The line feed
   * after it becomes a part of a field only if that field has no closing quote.
   */
  private static List<String> split(String line) throws BadRowException {
    CsvRecordHandler handler =
        CsvRecordHandler.of(each -> each.maxFields(MAX_FIELDS).fieldModifier(new Strip()));
    List<String> fields;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().build(handler, line + "\n")) {
      fields = reader.iterator().next().getFields();
    } catch (CsvParseException e) {
      // The message of the exception shows a character of the row.
      throw new BadRowException("is not CSV: a closing quote is followed by text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (fields.stream().anyMatch(field -> field.endsWith("\n"))) {
      throw new BadRowException("has a quoted field that does not end on its line");
    }
    return fields;
  }

  private static final class Strip implements FieldModifier {
    @Override
    public String modify(long line, int index, boolean quoted, String field) {
      return quoted ? field : field.strip();
    }
  }
}

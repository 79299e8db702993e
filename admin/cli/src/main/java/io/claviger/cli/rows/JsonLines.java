package io.claviger.cli.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Rows as JSON objects. An array is a list of words, and the labels are an object. */
final class JsonLines implements RowFormat {
  private static final String BAD = "must be one JSON object on one line, with each name once";

  private final JsonFactory json =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public RawRow read(long line, String text) throws BadRowException {
    try (JsonParser parser = json.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException(BAD);
      }
      Map<String, String> cells = new HashMap<>();
      object(parser, "", cells);
      if (parser.nextToken() != null) {
        throw new BadRowException(BAD);
      }
      return RawRow.of(line, cells);
    } catch (IOException e) {
      // The message of the exception may show a part of the row.
      throw new BadRowException(BAD);
    }
  }

  private static void object(JsonParser parser, String prefix, Map<String, String> cells)
      throws IOException, BadRowException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals(Columns.LABELS)) {
        object(parser, Columns.LABEL, cells);
      } else if (value == JsonToken.START_ARRAY) {
        put(cells, name, words(parser));
      } else if (value != JsonToken.VALUE_NULL) {
        put(cells, name, text(parser, value));
      }
    }
    cells.values().removeIf(String::isBlank);
  }

  /** A label may be in the object with all labels, and by itself. */
  private static void put(Map<String, String> cells, String name, String value)
      throws BadRowException {
    if (cells.put(name, value) != null) {
      throw new BadRowException("has the column " + name + " twice");
    }
  }

  private static String words(JsonParser parser) throws IOException, BadRowException {
    StringJoiner words = new StringJoiner(" ");
    for (JsonToken each = parser.nextToken();
        each != JsonToken.END_ARRAY;
        each = parser.nextToken()) {
      words.add(text(parser, each));
    }
    return words.toString();
  }

  private static String text(JsonParser parser, JsonToken value)
      throws IOException, BadRowException {
    if (!value.isScalarValue()) {
      throw new BadRowException(
          "must have strings, numbers, booleans or lists of strings as its values");
    }
    return parser.getText();
  }
}

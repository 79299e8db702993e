package io.claviger.management.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: one value in UTF-8, without repeated names, and with a limit of depth and of
 * tokens.
 */
public final class JsonReader {
  private static final int DEEPEST = 20;

  /** Many more than a whitelist needs. Each token takes many times the memory of its text. */
  private static final int MAX_TOKENS = 20_000;

  /** The byte order mark. RFC 8259 lets a reader ignore it, and some editors write it. */
  private static final String MARK = "\ufeff";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Clients choose the names.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads an object that may have these attributes only.
   *
   * @throws JsonException if it is none
   */
  public static JsonObject readObject(byte[] text, String... known) {
    return JsonObject.of(read(text), known);
  }

  /**
   * Reads one value, which may begin with a byte order mark: a text, a boolean, a decimal, a map, a
   * list, or null.
   *
   * @throws JsonException if the text is not JSON in UTF-8, or exceeds a limit
   */
  public static @Nullable Object read(byte[] text) {
    try {
      // Jackson would guess the encoding, and accept some texts that are not UTF-8.
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      try (JsonParser parser =
          FACTORY.createParser(json.startsWith(MARK) ? json.substring(1) : json)) {
        if (parser.nextToken() == null) {
          throw malformed();
        }
        Object value = value(parser);
        if (parser.nextToken() != null) {
          throw malformed();
        }
        return value;
      }
    } catch (IOException | NumberFormatException e) {
      // No decimal has an exponent of ten digits, but JSON may.
      throw malformed();
    }
  }

  private static JsonException malformed() {
    return new JsonException(JsonException.Reason.MALFORMED, Optional.empty());
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      // Checks the number too, which Jackson reads late.
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> throw malformed();
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}

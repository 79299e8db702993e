package io.claviger.management.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object to be written, with its attributes in order. Immutable. Values are texts, booleans,
 * numbers, documents, and lists of them.
 */
public final class JsonDocument {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonDocument EMPTY = new JsonDocument(Map.of());

  private final Map<String, Object> attributes;

  private JsonDocument(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  /** Returns a document without attributes. */
  public static JsonDocument empty() {
    return EMPTY;
  }

  /** Returns a document of these texts. */
  public static JsonDocument of(Map<String, String> texts) {
    return new JsonDocument(new LinkedHashMap<>(texts));
  }

  /** Returns this document and one more attribute. */
  public JsonDocument with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new JsonDocument(more);
  }

  /** Returns this document and one more attribute, unless the value is empty. */
  public JsonDocument with(String name, Optional<?> value) {
    return value.isEmpty() ? this : with(name, value.get());
  }

  /** Returns this document and the attributes of another one. */
  public JsonDocument and(JsonDocument other) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.putAll(other.attributes);
    return new JsonDocument(more);
  }

  /** Returns the document as JSON. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is not written", e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      json.writeFieldName(attribute.getKey());
      write(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof JsonDocument document) {
      document.write(json);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }

  /** Returns the names only: a value may be a secret. */
  @Override
  public String toString() {
    return attributes.keySet().toString();
  }
}

package io.claviger.atlas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.errors.ApiError;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The attributes of an object that a client sent. A {@code null} value counts as absent. Each
 * method throws the error for the client if an attribute is bad.
 */
public final class Fields {
  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** Reads an object that may have these attributes only. */
  public static Fields of(JsonNode node, String... known) {
    return among(node, Set.of(known), List.of());
  }

  /**
   * Reads an object that may have these attributes only. Other attributes of the document are
   * refused as read-only.
   */
  public static Fields of(JsonNode node, Class<? extends Record> document, String... known) {
    return among(node, Set.of(known), attributes(document));
  }

  /** Reads each object of an array in the same way. */
  public static List<Fields> each(
      JsonNode node, Class<? extends Record> document, String... known) {
    if (!node.isArray()) {
      throw new ApiError("INVALID_JSON");
    }
    List<Fields> all = new ArrayList<>();
    node.forEach(element -> all.add(of(element, document, known)));
    return all;
  }

  private static Fields among(JsonNode node, Set<String> known, List<String> readOnly) {
    if (!node.isObject()) {
      throw new ApiError("INVALID_JSON");
    }
    for (Iterator<String> present = node.fieldNames(); present.hasNext(); ) {
      String name = present.next();
      if (!known.contains(name)) {
        throw new ApiError(
            readOnly.contains(name) ? "ATTRIBUTE_READ_ONLY" : "INVALID_ATTRIBUTE", name);
      }
    }
    return new Fields(node);
  }

  private static List<String> attributes(Class<? extends Record> document) {
    return Arrays.stream(document.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** Returns whether all attributes are absent. */
  public boolean isEmpty() {
    return StreamSupport.stream(object.spliterator(), false).allMatch(JsonNode::isNull);
  }

  /** Returns the text of this attribute, or empty if it is absent. */
  public Optional<String> text(String name) {
    return value(name, JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** Returns the boolean of this attribute, or empty if it is absent. */
  public Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  /** Returns the texts of this array, or empty if it is absent. */
  public Optional<List<String>> texts(String name) {
    Optional<JsonNode> array = value(name, JsonNode::isArray);
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array.get()) {
      require(name, element.isTextual());
      texts.add(element.textValue());
    }
    return Optional.of(texts);
  }

  private Optional<JsonNode> value(String name, Predicate<JsonNode> type) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    require(name, type.test(value));
    return Optional.of(value);
  }

  private static void require(String name, boolean holds) {
    if (!holds) {
      throw new ApiError("INVALID_JSON_ATTRIBUTE", name);
    }
  }
}

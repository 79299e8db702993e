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

/**
 * The attributes of an object that a client sent. One without a value ({@code null}) counts as one
 * that is not there. Each method throws what the client is told of an attribute that cannot be.
 */
public final class Fields {
  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** Of an object that has none but these attributes. */
  public static Fields of(JsonNode node, String... known) {
    return among(node, Set.of(known), List.of());
  }

  /** The same of what is told in such a document: what else is in there, nobody can set. */
  public static Fields of(JsonNode node, Class<? extends Record> document, String... known) {
    return among(node, Set.of(known), attributes(document));
  }

  /** Of each object in an array, likewise. */
  public static List<Fields> each(
      JsonNode node, Class<? extends Record> document, String... known) {
    if (!node.isArray()) {
      throw new ApiError("INVALID_JSON");
    }
    List<Fields> all = new ArrayList<>();
    node.forEach(element -> all.add(of(element, document, known)));
    return all;
  }

  private static Fields among(JsonNode node, Set<String> known, List<String> told) {
    if (!node.isObject()) {
      throw new ApiError("INVALID_JSON");
    }
    for (Iterator<String> present = node.fieldNames(); present.hasNext(); ) {
      String name = present.next();
      if (!known.contains(name)) {
        throw new ApiError(told.contains(name) ? "ATTRIBUTE_READ_ONLY" : "INVALID_ATTRIBUTE", name);
      }
    }
    return new Fields(node);
  }

  private static List<String> attributes(Class<? extends Record> document) {
    return Arrays.stream(document.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** A text. */
  public Optional<String> text(String name) {
    return value(name, JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** A truth value. */
  public Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  /** An array of texts. */
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

package io.claviger.examples.atlas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.examples.atlas.errors.ApiError;
import java.util.ArrayList;
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
  /** What this server says of things, and nobody can set. */
  private static final Set<String> READ_ONLY =
      Set.of(
          "id",
          "publicKey",
          "privateKey",
          "links",
          "created",
          "count",
          "lastUsed",
          "lastUsedAddress");

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** Of an object that has none but these attributes. */
  public static Fields of(JsonNode node, String... known) {
    if (!node.isObject()) {
      throw new ApiError("INVALID_JSON");
    }
    Set<String> names = Set.of(known);
    for (Iterator<String> present = node.fieldNames(); present.hasNext(); ) {
      String name = present.next();
      if (!names.contains(name)) {
        throw new ApiError(
            READ_ONLY.contains(name) ? "ATTRIBUTE_READ_ONLY" : "INVALID_ATTRIBUTE", name);
      }
    }
    return new Fields(node);
  }

  /** Of each object in an array. */
  public static List<Fields> each(JsonNode node, String... known) {
    if (!node.isArray()) {
      throw new ApiError("INVALID_JSON");
    }
    List<Fields> all = new ArrayList<>();
    node.forEach(element -> all.add(of(element, known)));
    return all;
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

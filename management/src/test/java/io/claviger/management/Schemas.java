package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.testing.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Checks values against the schemas of a description, as far as it uses JSON Schema: types, {@code
 * enum}, {@code required}, {@code additionalProperties}, items, and limits. Formats are comments.
 */
final class Schemas {
  /** Those that are checked, and those that say nothing about a value. */
  private static final Set<String> KNOWN =
      Set.of(
          "$ref",
          "additionalProperties",
          "default",
          "description",
          "enum",
          "format",
          "items",
          "maximum",
          "maxProperties",
          "minimum",
          "minItems",
          "minProperties",
          "pattern",
          "properties",
          "required",
          "type",
          "uniqueItems");

  private final Map<?, ?> schemas;
  private final Consumer<String> seen;

  /** The consumer receives each property of a schema that a value has, such as {@code Key.id}. */
  Schemas(Map<?, ?> schemas, Consumer<String> seen) {
    this.schemas = schemas;
    this.seen = seen;
  }

  /** Returns all properties of all schemas. */
  Set<String> described() {
    Set<String> all = new TreeSet<>();
    schemas.forEach(
        (name, schema) ->
            properties(Json.object(schema))
                .keySet()
                .forEach(property -> all.add(name + "." + property)));
    return all;
  }

  /** Checks that each schema of an object is closed, and uses no word that is not checked. */
  void checkThemselves() {
    schemas.forEach(this::checkItself);
  }

  private void checkItself(Object name, Object part) {
    Map<?, ?> schema = Json.object(part);
    schema.keySet().forEach(word -> assertTrue(KNOWN.contains(word), name + ": " + word));
    if ("object".equals(schema.get("type"))) {
      boolean named = schema.containsKey("properties");
      Object more = schema.get("additionalProperties");
      assertEquals(named ? false : Map.of("type", "string"), more, name + " is open");
      assertTrue(schemas.containsKey(name), name + " needs a name of its own");
    }
    properties(schema).forEach((property, each) -> checkItself(name + "." + property, each));
    if (schema.containsKey("items")) {
      checkItself(name + "[]", schema.get("items"));
    }
  }

  private static Map<?, ?> properties(Map<?, ?> schema) {
    return schema.containsKey("properties") ? Json.object(schema.get("properties")) : Map.of();
  }

  /** Checks a value against the schema of this name. */
  void check(String name, Object value) {
    check(Map.of("$ref", "#/components/schemas/" + name), value, "");
  }

  /** Checks a value, which is at this place. */
  void check(Object part, Object value, String place) {
    Map<?, ?> schema = Json.object(part);
    String name = place;
    if (schema.containsKey("$ref")) {
      name = ((String) schema.get("$ref")).substring("#/components/schemas/".length());
      schema = Json.object(schemas.get(name));
    }
    checkType(schema, value, name);
    if (schema.containsKey("enum")) {
      assertTrue(Json.list(schema.get("enum")).contains(value), name + ": " + value);
    }
    if (value instanceof Map<?, ?> object) {
      checkObject(schema, object, name);
    } else if (value instanceof List<?> list) {
      assertTrue(list.size() >= limit(schema, "minItems", 0), name + " is too short");
      assertTrue(
          !schema.containsKey("uniqueItems") || Set.copyOf(list).size() == list.size(), name);
      for (Object element : list) {
        check(schema.get("items"), element, name + "[]");
      }
    } else if (value instanceof String text && schema.containsKey("pattern")) {
      assertTrue(text.matches((String) schema.get("pattern")), name + ": " + text);
    } else if (value instanceof BigDecimal number) {
      assertTrue(number.longValueExact() >= limit(schema, "minimum", Long.MIN_VALUE), name);
      assertTrue(number.longValueExact() <= limit(schema, "maximum", Long.MAX_VALUE), name);
    }
  }

  private static void checkType(Map<?, ?> schema, Object value, String place) {
    Object type = schema.get("type");
    List<?> types = type instanceof List<?> several ? several : List.of(type);
    String actual =
        value == null
            ? "null"
            : value instanceof String
                ? "string"
                : value instanceof Boolean
                    ? "boolean"
                    : value instanceof BigDecimal
                        ? "integer"
                        : value instanceof Map ? "object" : "array";
    assertTrue(types.contains(actual), place + " is " + actual + ", not " + types);
  }

  private void checkObject(Map<?, ?> schema, Map<?, ?> object, String name) {
    if (schema.containsKey("required")) {
      for (Object property : Json.list(schema.get("required"))) {
        assertTrue(object.containsKey(property), name + " has no " + property);
      }
    }
    assertTrue(object.size() >= limit(schema, "minProperties", 0), name + " is too small");
    assertTrue(object.size() <= limit(schema, "maxProperties", Long.MAX_VALUE), name);
    Map<?, ?> properties = properties(schema);
    object.forEach(
        (property, value) -> {
          Object described = properties.get(property);
          if (described == null) {
            described = schema.get("additionalProperties");
            assertTrue(described instanceof Map, name + " does not describe " + property);
          } else {
            seen.accept(name + "." + property);
          }
          check(described, value, name + "." + property);
        });
  }

  private static long limit(Map<?, ?> schema, String name, long otherwise) {
    return schema.get(name) instanceof BigDecimal limit ? limit.longValueExact() : otherwise;
  }
}

package io.claviger.management.internal.json;

import io.claviger.management.internal.json.JsonException.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an object that a client sent. Each method throws {@link JsonException} if an
 * attribute has another type. {@code null} counts as absent, except in {@link #isNull}.
 */
public final class JsonObject {
  private static final String TEXT = "a text";
  private static final String TEXTS = "a list of texts";
  private static final String MAP = "an object whose values are texts";
  private static final String WHOLE_NUMBER = "a whole number";

  private final Map<?, ?> attributes;

  private JsonObject(Map<?, ?> attributes) {
    this.attributes = attributes;
  }

  /** Returns a value that was read, an object that may have these attributes only. */
  public static JsonObject of(@Nullable Object value, String... known) {
    if (!(value instanceof Map<?, ?> attributes)) {
      throw new JsonException(Reason.NOT_AN_OBJECT, Optional.empty());
    }
    Set<String> names = Set.of(known);
    for (Object name : attributes.keySet()) {
      if (!names.contains(name)) {
        throw JsonException.of(Reason.UNKNOWN_ATTRIBUTE, String.valueOf(name));
      }
    }
    return new JsonObject(attributes);
  }

  /** Checks whether all attributes are absent. */
  public boolean isEmpty() {
    return attributes.values().stream().allMatch(Objects::isNull);
  }

  /** Checks whether the attribute is there, and is {@code null}. */
  public boolean isNull(String name) {
    return attributes.containsKey(name) && attributes.get(name) == null;
  }

  /** Returns this attribute, a text; empty if it is absent. */
  public Optional<String> text(String name) {
    return value(name, String.class, TEXT);
  }

  /** Returns this attribute, a text that must be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> JsonException.of(Reason.MISSING, name));
  }

  /** Returns this attribute, a boolean; empty if it is absent. */
  public Optional<Boolean> flag(String name) {
    return value(name, Boolean.class, "true or false");
  }

  /** Returns this attribute, a whole number of 32 bits; empty if it is absent. */
  public Optional<Integer> integer(String name) {
    return value(name, BigDecimal.class, WHOLE_NUMBER)
        .map(
            number -> {
              try {
                return number.intValueExact();
              } catch (ArithmeticException e) {
                throw JsonException.wrongType(name, WHOLE_NUMBER);
              }
            });
  }

  /** Returns the texts of this attribute, an array; empty if it is absent. */
  public Optional<List<String>> texts(String name) {
    return value(name, List.class, TEXTS).map(elements -> texts(name, elements));
  }

  /** Returns the texts of this attribute, an array that must be there. */
  public List<String> requiredTexts(String name) {
    return texts(name).orElseThrow(() -> JsonException.of(Reason.MISSING, name));
  }

  private static List<String> texts(String name, List<?> elements) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      texts.add(typed(name, String.class, TEXTS, element));
    }
    return texts;
  }

  /**
   * Returns this attribute, an object that may have these attributes only; empty if it is absent.
   */
  public Optional<JsonObject> object(String name, String... known) {
    return value(name, Map.class, form(known)).map(object -> of(object, known));
  }

  /** Returns the objects of this attribute, an array; empty if it is absent. */
  public Optional<List<JsonObject>> objects(String name, String... known) {
    return value(name, List.class, list(known)).map(elements -> objects(name, elements, known));
  }

  private static List<JsonObject> objects(String name, List<?> elements, String... known) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : elements) {
      objects.add(of(typed(name, Map.class, list(known), element), known));
    }
    return objects;
  }

  /** Returns the texts of this attribute, an object; empty if it is absent. */
  public Optional<Map<String, String>> map(String name) {
    return value(name, Map.class, MAP).map(object -> map(name, object));
  }

  private static Map<String, String> map(String name, Map<?, ?> object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.forEach((key, value) -> texts.put((String) key, typed(name, String.class, MAP, value)));
    return texts;
  }

  private static String list(String... known) {
    return "a list of " + form(known);
  }

  /** Describes an object by the first of its attributes. */
  private static String form(String... known) {
    return "{\"" + known[0] + "\": ...}";
  }

  private <T> Optional<T> value(String name, Class<T> type, String expected) {
    Object value = attributes.get(name);
    return value == null ? Optional.empty() : Optional.of(typed(name, type, expected, value));
  }

  private static <T> T typed(String name, Class<T> type, String expected, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw JsonException.wrongType(name, expected);
    }
    return type.cast(value);
  }
}

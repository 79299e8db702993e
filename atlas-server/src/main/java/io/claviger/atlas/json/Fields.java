package io.claviger.atlas.json;

import io.claviger.atlas.errors.ApiError;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an object that a client sent, in the form of a document of this server. Each
 * method throws the error for the client if an attribute has another type. {@code null} counts as
 * absent.
 */
public final class Fields {
  private final Map<?, ?> attributes;

  private Fields(Map<?, ?> attributes) {
    this.attributes = attributes;
  }

  /**
   * Reads an object that may have these attributes only. Other attributes of the document are
   * refused as read-only.
   */
  public static Fields of(
      @Nullable Object value, Class<? extends Record> document, String... known) {
    if (!(value instanceof Map<?, ?> attributes)) {
      throw new ApiError("INVALID_JSON");
    }
    Set<String> names = Set.of(known);
    for (Object name : attributes.keySet()) {
      if (!names.contains(name)) {
        throw new ApiError(
            isOf(document, name) ? "ATTRIBUTE_READ_ONLY" : "INVALID_ATTRIBUTE", name.toString());
      }
    }
    return new Fields(attributes);
  }

  /** Reads each object of an array in the same way. */
  public static List<Fields> each(
      @Nullable Object value, Class<? extends Record> document, String... known) {
    if (!(value instanceof List<?> array)) {
      throw new ApiError("INVALID_JSON");
    }
    return array.stream().map(element -> of(element, document, known)).toList();
  }

  private static boolean isOf(Class<? extends Record> document, Object name) {
    return Arrays.stream(document.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(name::equals);
  }

  /** Checks whether all attributes are absent. */
  public boolean isEmpty() {
    return attributes.values().stream().allMatch(Objects::isNull);
  }

  /** Returns this attribute, a text; empty if it is absent. */
  public Optional<String> text(String name) {
    return value(name, String.class);
  }

  /** Returns this attribute, a boolean; empty if it is absent. */
  public Optional<Boolean> flag(String name) {
    return value(name, Boolean.class);
  }

  /** Returns this attribute, a whole number of 32 bits; empty if it is absent. */
  public Optional<Integer> integer(String name) {
    return value(name, BigDecimal.class)
        .map(
            number -> {
              try {
                return number.intValueExact();
              } catch (ArithmeticException e) {
                throw wrongType(name);
              }
            });
  }

  /** Returns the texts of this attribute, an array; empty if it is absent. */
  public Optional<List<String>> texts(String name) {
    return value(name, List.class).map(elements -> texts(name, elements));
  }

  private static List<String> texts(String name, List<?> elements) {
    return elements.stream().map(element -> typed(name, String.class, element)).toList();
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    Object value = attributes.get(name);
    return value == null ? Optional.empty() : Optional.of(typed(name, type, value));
  }

  private static <T> T typed(String name, Class<T> type, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw wrongType(name);
    }
    return type.cast(value);
  }

  private static ApiError wrongType(String name) {
    return new ApiError("INVALID_JSON_ATTRIBUTE", name);
  }
}

package io.claviger.atlas.json;

import io.claviger.atlas.errors.ApiError;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an object that a client sent. A {@code null} value counts as absent. Each
 * method throws the error for the client if an attribute is bad.
 */
public final class Fields {
  private final Map<?, ?> object;

  private Fields(Map<?, ?> object) {
    this.object = object;
  }

  /** Reads an object that may have these attributes only. */
  public static Fields of(@Nullable Object value, String... known) {
    return among(value, Set.of(known), List.of());
  }

  /**
   * Reads an object that may have these attributes only. Other attributes of the document are
   * refused as read-only.
   */
  public static Fields of(
      @Nullable Object value, Class<? extends Record> document, String... known) {
    return among(value, Set.of(known), attributes(document));
  }

  /** Reads each object of an array in the same way. */
  public static List<Fields> each(
      @Nullable Object value, Class<? extends Record> document, String... known) {
    if (!(value instanceof List<?> array)) {
      throw new ApiError("INVALID_JSON");
    }
    return array.stream().map(element -> of(element, document, known)).toList();
  }

  private static Fields among(@Nullable Object value, Set<String> known, List<String> readOnly) {
    if (!(value instanceof Map<?, ?> object)) {
      throw new ApiError("INVALID_JSON");
    }
    for (Object each : object.keySet()) {
      String name = String.valueOf(each);
      if (!known.contains(name)) {
        throw new ApiError(
            readOnly.contains(name) ? "ATTRIBUTE_READ_ONLY" : "INVALID_ATTRIBUTE", name);
      }
    }
    return new Fields(object);
  }

  private static List<String> attributes(Class<? extends Record> document) {
    return Arrays.stream(document.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** Returns whether all attributes are absent. */
  public boolean isEmpty() {
    return object.values().stream().allMatch(Objects::isNull);
  }

  /** Returns the text of this attribute, or empty if it is absent. */
  public Optional<String> text(String name) {
    return value(name, String.class);
  }

  /** Returns the boolean of this attribute, or empty if it is absent. */
  public Optional<Boolean> flag(String name) {
    return value(name, Boolean.class);
  }

  /** Returns the texts of this array, or empty if it is absent. */
  public Optional<List<String>> texts(String name) {
    return value(name, List.class).map(elements -> texts(name, elements));
  }

  private static List<String> texts(String name, List<?> elements) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      texts.add(typed(name, String.class, element));
    }
    return texts;
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    Object value = object.get(name);
    return value == null ? Optional.empty() : Optional.of(typed(name, type, value));
  }

  private static <T> T typed(String name, Class<T> type, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw new ApiError("INVALID_JSON_ATTRIBUTE", name);
    }
    return type.cast(value);
  }
}

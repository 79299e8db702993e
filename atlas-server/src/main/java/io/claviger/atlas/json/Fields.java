package io.claviger.atlas.json;

import io.claviger.atlas.errors.ApiError;
import io.claviger.management.internal.json.JsonException;
import io.claviger.management.internal.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads objects that clients send, in the form of documents of this server. */
public final class Fields {
  private Fields() {}

  /**
   * Reads an object that may have these attributes only. Other attributes of the document are
   * refused as read-only.
   */
  public static JsonObject of(
      @Nullable Object value, Class<? extends Record> document, String... known) {
    try {
      return JsonObject.of(value, known);
    } catch (JsonException e) {
      throw e.attribute()
          .filter(name -> isOf(document, name))
          .<RuntimeException>map(name -> new ApiError("ATTRIBUTE_READ_ONLY", name))
          .orElse(e);
    }
  }

  /** Reads each object of an array in the same way. */
  public static List<JsonObject> each(
      @Nullable Object value, Class<? extends Record> document, String... known) {
    if (!(value instanceof List<?> array)) {
      throw new ApiError("INVALID_JSON");
    }
    return array.stream().map(element -> of(element, document, known)).toList();
  }

  private static boolean isOf(Class<? extends Record> document, String name) {
    return Arrays.stream(document.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(name::equals);
  }
}

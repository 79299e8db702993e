package io.claviger.atlas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Failures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FieldsTest {
  @Test
  void attributesThatOnlyTheServerSetsAreRefusedAsReadOnly() {
    for (String name : List.of("id", "publicKey", "privateKey", "links")) {
      assertRefused(
          "ATTRIBUTE_READ_ONLY[" + name + "]",
          () -> Fields.of(json("{'" + name + "':null}"), KeyDocument.class, "desc"));
    }
    assertRefused(
        "INVALID_ATTRIBUTE[count]", () -> Fields.of(json("{'count':1}"), KeyDocument.class));
    assertRefused(
        "INVALID_ATTRIBUTE[Desc]",
        () -> Fields.of(json("{'Desc':'x'}"), KeyDocument.class, "desc"));
  }

  @Test
  void otherShapesAndTypesAreRefused() {
    for (String wrong : List.of("[]", "1", "'a'", "null", "true")) {
      assertRefused("INVALID_JSON[]", () -> Fields.of(json(wrong), KeyDocument.class, "desc"));
    }
    for (String wrong : List.of("{}", "1", "null", "[1]", "[null]", "[[]]")) {
      assertRefused("INVALID_JSON[]", () -> Fields.each(json(wrong), EntryDocument.class));
    }
    assertRefused(
        "INVALID_JSON_ATTRIBUTE[desc]",
        () -> Fields.of(json("{'desc':1}"), KeyDocument.class, "desc").text("desc"));
    assertEquals(List.of(), Fields.each(json("[]"), EntryDocument.class));
    assertEquals(2, Fields.each(json("[{'a':'x'},{}]"), EntryDocument.class, "a").size());
  }

  /** With single quotes, to be read easily. */
  private static @Nullable Object json(String text) {
    return JsonReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** As the client is told. */
  private static void assertRefused(String told, Executable call) {
    ApiError error = Failures.of(assertThrows(RuntimeException.class, call));
    assertEquals(told, error.code() + error.parameters());
  }
}

package io.claviger.atlas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.atlas.errors.ApiError;
import io.claviger.management.internal.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FieldsTest {
  @Test
  void attributesAreReadByTheirTypes() {
    Fields fields = Fields.of(json("{'a':'x','b':['y','z'],'c':true}"), "a", "b", "c", "d");
    assertEquals(Optional.of("x"), fields.text("a"));
    assertEquals(Optional.of(List.of("y", "z")), fields.texts("b"));
    assertEquals(Optional.of(true), fields.flag("c"));
    assertEquals(Optional.empty(), fields.text("d"));
    assertEquals(Optional.empty(), fields.texts("d"));
    assertEquals(Optional.empty(), fields.flag("d"));
  }

  @Test
  void nullIsNoValue() {
    Fields fields = Fields.of(json("{'a':null}"), "a");
    assertEquals(Optional.empty(), fields.text("a"));
    assertEquals(Optional.empty(), fields.texts("a"));
    assertEquals(Optional.empty(), fields.flag("a"));
  }

  @Test
  void anotherTypeIsRefusedByName() {
    for (String wrong : List.of("1", "true", "[]", "{}")) {
      assertRefused("INVALID_JSON_ATTRIBUTE", "a", () -> fields(wrong).text("a"));
    }
    for (String wrong : List.of("1", "'true'", "[true]", "0")) {
      assertRefused("INVALID_JSON_ATTRIBUTE", "a", () -> fields(wrong).flag("a"));
    }
    for (String wrong : List.of("'x'", "{}", "['x',1]", "[null]", "[['x']]")) {
      assertRefused("INVALID_JSON_ATTRIBUTE", "a", () -> fields(wrong).texts("a"));
    }
  }

  @Test
  void attributesThatNobodyKnowsOrSetsAreRefusedByName() {
    assertRefused("INVALID_ATTRIBUTE", "b", () -> Fields.of(json("{'b':1}"), "a"));
    assertRefused("INVALID_ATTRIBUTE", "A", () -> Fields.of(json("{'A':'x'}"), "a"));
    for (String name : List.of("id", "publicKey", "privateKey", "links")) {
      Object object = json("{'" + name + "':null}");
      assertRefused("INVALID_ATTRIBUTE", name, () -> Fields.of(object, "desc"));
      assertRefused(
          "ATTRIBUTE_READ_ONLY", name, () -> Fields.of(object, KeyDocument.class, "desc"));
    }
    assertRefused(
        "INVALID_ATTRIBUTE", "count", () -> Fields.of(json("{'count':1}"), KeyDocument.class));
  }

  @Test
  void otherShapesAreRefused() {
    for (String wrong : List.of("[]", "1", "'a'", "null", "true")) {
      assertRefused("INVALID_JSON", () -> Fields.of(json(wrong), "a"));
    }
    for (String wrong : List.of("{}", "1", "null", "[1]", "[null]", "[[]]")) {
      assertRefused("INVALID_JSON", () -> Fields.each(json(wrong), EntryDocument.class));
    }
    assertEquals(List.of(), Fields.each(json("[]"), EntryDocument.class));
    assertEquals(2, Fields.each(json("[{'a':'x'},{}]"), EntryDocument.class, "a").size());
  }

  private static Fields fields(String value) {
    return Fields.of(json("{'a':" + value + "}"), "a");
  }

  /** With single quotes, to be read easily. */
  private static @Nullable Object json(String text) {
    return JsonReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String code, String parameter, Executable call) {
    ApiError error = assertThrows(ApiError.class, call);
    assertEquals(code + List.of(parameter), error.code() + error.parameters());
  }

  private static void assertRefused(String code, Executable call) {
    ApiError error = assertThrows(ApiError.class, call);
    assertEquals(code + List.of(), error.code() + error.parameters());
  }
}

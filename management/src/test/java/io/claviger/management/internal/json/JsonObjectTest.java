package io.claviger.management.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.management.internal.json.JsonException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JsonObjectTest {
  @Test
  void attributesAreReadByTheirTypes() {
    JsonObject object = object("{'a':'x','b':['y','z'],'c':true}");
    assertEquals(Optional.of("x"), object.text("a"));
    assertEquals(Optional.of(List.of("y", "z")), object.texts("b"));
    assertEquals(Optional.of(true), object.flag("c"));
    assertFalse(object.isEmpty());
  }

  @Test
  void anAbsentValueAndNullAreNone() {
    JsonObject object = object("{'a':null}");
    for (String name : List.of("a", "b")) {
      assertEquals(Optional.empty(), object.text(name));
      assertEquals(Optional.empty(), object.texts(name));
      assertEquals(Optional.empty(), object.flag(name));
    }
    assertTrue(object.isEmpty());
    assertTrue(object("{}").isEmpty());
  }

  @Test
  void anotherTypeIsRefusedByName() {
    for (String wrong : List.of("1", "true", "[]", "{}")) {
      assertRefused(Reason.WRONG_TYPE, "a", () -> value(wrong).text("a"));
    }
    for (String wrong : List.of("1", "'true'", "[true]", "0")) {
      assertRefused(Reason.WRONG_TYPE, "a", () -> value(wrong).flag("a"));
    }
    for (String wrong : List.of("'x'", "{}", "['x',1]", "[null]", "[['x']]")) {
      assertRefused(Reason.WRONG_TYPE, "a", () -> value(wrong).texts("a"));
    }
  }

  @Test
  void theRefusalSaysWhatIsExpected() {
    JsonObject one = value("1");
    JsonObject many = value("[1]");
    assertExpected("a text", () -> one.text("a"));
    assertExpected("true or false", () -> one.flag("a"));
    assertExpected("a whole number", () -> many.integer("a"));
    assertExpected("a whole number", () -> value("1.5").integer("a"));
    assertExpected("an object whose values are texts", () -> one.map("a"));
    assertExpected("an object whose values are texts", () -> value("{'team':1}").map("a"));
    assertExpected("{\"for\": ...}", () -> one.object("a", "for", "until"));
    for (JsonObject wrong : List.of(one, many)) {
      assertExpected("a list of texts", () -> wrong.texts("a"));
      assertExpected("a list of {\"role\": ...}", () -> wrong.objects("a", "role", "project"));
    }
  }

  private static void assertExpected(String expected, Executable read) {
    assertEquals(expected, assertThrows(JsonException.class, read).expected());
  }

  @Test
  void anUnknownAttributeIsRefusedByName() {
    assertRefused(Reason.UNKNOWN_ATTRIBUTE, "d", () -> object("{'d':1}"));
    assertRefused(Reason.UNKNOWN_ATTRIBUTE, "A", () -> object("{'A':'x'}"));
  }

  private static JsonObject value(String value) {
    return object("{'a':" + value + "}");
  }

  /** With single quotes, to be read easily. */
  private static JsonObject object(String text) {
    return JsonReader.readObject(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "a", "b", "c");
  }

  private static void assertRefused(Reason reason, String attribute, Executable read) {
    JsonException refused = assertThrows(JsonException.class, read);
    assertEquals(reason, refused.reason());
    assertEquals(Optional.of(attribute), refused.attribute());
  }
}

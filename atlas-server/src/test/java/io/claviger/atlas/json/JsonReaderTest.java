package io.claviger.atlas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.atlas.errors.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void valuesAreReadByTheirTypes() {
    assertEquals(Map.of("a", "x", "b", List.of(true, false)), read("{'a':'x','b':[true,false]}"));
    assertEquals(Arrays.asList((Object) null), read("[null]"));
    assertEquals(Map.of(), read("{}\n"));
    assertEquals(Map.of(), read("\ufeff{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{'a':1,'a':2}",
        "{a:1}",
        "\ufeff\ufeff{}",
        "[1,]",
        "NaN",
        "01",
        "1e9999999999",
        "'\t'"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertMalformed(bytes(text));
  }

  @Test
  void anotherEncodingIsRefused() {
    assertMalformed(new byte[] {'"', (byte) 0xff, '"'});
    assertMalformed("{}".getBytes(StandardCharsets.UTF_16LE));
  }

  /** A whitelist of 200 entries has some 800. */
  @Test
  void whatIsDeeperOrLongerThanAnyRequestIsRefused() {
    assertMalformed(bytes("[".repeat(21) + "]".repeat(21)));
    assertMalformed(bytes("[" + String.join(",", Collections.nCopies(10_000, "{}")) + "]"));
    assertEquals(
        9_999,
        ((List<?>) read("[" + String.join(",", Collections.nCopies(9_999, "{}")) + "]")).size());
  }

  private static @Nullable Object read(String text) {
    return JsonReader.read(bytes(text));
  }

  /** With single quotes, to be read easily. */
  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static void assertMalformed(byte[] text) {
    ApiError refused = assertThrows(ApiError.class, () -> JsonReader.read(text));

    assertEquals("MALFORMED_JSON", refused.code());
  }
}

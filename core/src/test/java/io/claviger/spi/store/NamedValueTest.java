package io.claviger.spi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.model.ErrorCode;
import io.claviger.model.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedValueTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "pepper.1", "0-9_az"})
  void aNameHasDigitsLowerCaseLettersDotsAndDashes(String name) {
    assertEquals(name, new NamedValue(name, "!~").name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Pepper", "a b", "a/b", "é", "a\n"})
  void anyOtherNameIsRefused(String name) {
    assertInvalid(name, "value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "é", "a\n", "\u007f"})
  void aValueIsVisibleAscii(String value) {
    assertInvalid("name", value);
  }

  @Test
  void theLongestHave64And200Characters() {
    NamedValue longest = new NamedValue("n".repeat(64), "v".repeat(200));
    assertEquals(200, longest.value().length());
    assertInvalid("n".repeat(65), "v");
    assertInvalid("n", "v".repeat(201));
  }

  @Test
  void theValueIsNotPrinted() {
    assertEquals("NamedValue[name]", new NamedValue("name", "a-value").toString());
    String refusal =
        Refusal.expect(ErrorCode.INVALID_VALUE, () -> new NamedValue("name", "a value"))
            .getMessage();
    assertFalse(refusal.contains("a value"), refusal);
  }

  private static void assertInvalid(String name, String value) {
    List<String> parameters =
        Refusal.expect(ErrorCode.INVALID_VALUE, () -> new NamedValue(name, value)).parameters();
    assertFalse(parameters.isEmpty());
  }
}

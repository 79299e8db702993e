package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  static Stream<Arguments> hexIds() {
    return Stream.of(
        kind(ErrorCode.INVALID_API_KEY_ID, ApiKeyId::new),
        kind(ErrorCode.INVALID_VALUE, SecretId::new),
        kind(ErrorCode.INVALID_VALUE, EventId::new));
  }

  static Stream<Arguments> freeIds() {
    return Stream.of(
        kind(ErrorCode.INVALID_ORGANIZATION_ID, OrganizationId::new),
        kind(ErrorCode.INVALID_PROJECT_ID, ProjectId::new));
  }

  @ParameterizedTest
  @MethodSource("hexIds")
  void isTwentyFourLowerCaseHexDigits(ErrorCode code, Function<String, Object> id) {
    assertEquals("0123456789abcdef01234567", id.apply("0123456789abcdef01234567").toString());
    for (String wrong :
        List.of(
            "",
            "0".repeat(23),
            "0".repeat(25),
            "0123456789abcdeg01234567",
            "0123456789ABCDEF01234567",
            "01234567-9abcdef01234567",
            "0123456789abcdef0123456 ",
            "\u06610123456789abcdef0123456",
            "0".repeat(23) + "/",
            "0".repeat(23) + ":",
            "0".repeat(23) + "`")) {
      Refusal.expect(code, () -> id.apply(wrong));
    }
  }

  @ParameterizedTest
  @MethodSource("freeIds")
  void isOneToThirtyTwoDigitsAndLowerCaseLetters(ErrorCode code, Function<String, Object> id) {
    for (String right : List.of("0", "z", "az09", "a".repeat(32))) {
      assertEquals(right, id.apply(right).toString());
    }
    for (String wrong :
        List.of(
            "", "a".repeat(33), "A", "a-b", "a_b", "a b", "é", "\uff41", "a/", "a:", "a{", "a`")) {
      Refusal.expect(code, () -> id.apply(wrong));
    }
  }

  @ParameterizedTest
  @MethodSource({"hexIds", "freeIds"})
  void whatIsTooLongIsNotRepeatedSinceItMayBeThePrivateKey(
      ErrorCode code, Function<String, Object> id) {
    for (String secret :
        List.of(
            "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3",
            "acme_4k9z0c71m2x8qd5t_" + "R".repeat(49),
            "r".repeat(33))) {
      ClavigerException refusal = Refusal.expect(code, () -> id.apply(secret));
      assertFalse(refusal.getMessage().contains(secret), refusal.getMessage());
      assertFalse(refusal.parameters().contains(secret));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 31, 32})
  void aPublicKeyIsEightToThirtyTwoCharacters(int length) {
    assertEquals("k".repeat(length), new PublicKey("k".repeat(length)).toString());
    assertEquals("9".repeat(length), new PublicKey("9".repeat(length)).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kkkkkkk",
        "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
        "Kkkkkkkk",
        "kkkk-kkk",
        "kkkkkkk\u00e9"
      })
  void otherTextsAreNoPublicKeysAndAreNotRepeated(String text) {
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> new PublicKey(text));
    assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
    assertEquals(List.of("public key"), refusal.parameters());
    assertTrue(text.isEmpty() || !refusal.getMessage().contains(text), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("but has " + text.length()), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789ABCDEF01234567, write it in lower case",
    "A, write it in lower case",
    "Z, write it in lower case",
    "[, it has 1 characters",
    "@, it has 1 characters",
    "0123-4567, remove the dashes",
    "-, remove the dashes",
    "'', it is empty",
    "0123, it has 4 characters",
    "zzzzzzzzzzzzzzzzzzzzzzzz, no other characters are allowed",
  })
  void theMessageSaysHowToMendIt(String text, String words) {
    String message =
        assertThrows(InvalidValueException.class, () -> new ApiKeyId(text)).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void idsAreOrderedAsTheirTexts() {
    assertOrdered(Comparator.<ApiKeyId>naturalOrder(), Samples.keyId(9), Samples.keyId(10));
    assertOrdered(Comparator.<SecretId>naturalOrder(), Samples.secretId(9), Samples.secretId(10));
    assertOrdered(
        Comparator.<EventId>naturalOrder(),
        new EventId("0".repeat(24)),
        new EventId("0".repeat(23) + "a"));
    assertOrdered(
        Comparator.<OrganizationId>naturalOrder(),
        new OrganizationId("9"),
        new OrganizationId("a"));
    assertOrdered(Comparator.<ProjectId>naturalOrder(), new ProjectId("a"), new ProjectId("aa"));
    assertOrdered(Comparator.<PublicKey>naturalOrder(), Samples.publicKey(1), Samples.publicKey(2));
    assertOrdered(Comparator.<Role>naturalOrder(), Role.ORG_MEMBER, Role.PROJECT_OWNER);
    assertOrdered(
        Comparator.<Permission>naturalOrder(), new Permission("a"), new Permission("a.b"));
  }

  private static <T> void assertOrdered(Comparator<T> order, T first, T second) {
    assertTrue(order.compare(first, second) < 0);
    assertTrue(order.compare(second, first) > 0);
    assertEquals(0, order.compare(first, first));
    assertNotEquals(first, second);
  }

  private static Arguments kind(ErrorCode code, Function<String, Object> id) {
    return Arguments.of(code, id);
  }
}

package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.internal.text.TokenText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a text that is asked for must not have in it, and a text that was kept before may. */
class AskedTextTest {
  private static final String UUID = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
  private static final String TOKEN =
      new TokenText("acme", Samples.publicKey(1).value()).complete(new Random(7));

  /** Texts in words, by the code that they are refused with. */
  static Stream<Arguments> prose() {
    return Stream.of(
        place(ErrorCode.INVALID_DESCRIPTION, text -> NewApiKey.of(text, Role.ORG_MEMBER)),
        place(ErrorCode.INVALID_DESCRIPTION, text -> ApiKeyPatch.nothing().describe(text)),
        place(ErrorCode.INVALID_VALUE, text -> NewApiKey.of("key", Role.ORG_MEMBER).withName(text)),
        place(ErrorCode.INVALID_VALUE, text -> ApiKeyPatch.nothing().rename(text)),
        place(ErrorCode.INVALID_VALUE, text -> withLabel(text, "value")),
        place(ErrorCode.INVALID_VALUE, text -> patchLabel(text, "value")),
        place(ErrorCode.INVALID_VALUE, NewOrganization::named),
        place(ErrorCode.INVALID_VALUE, text -> OrganizationPatch.nothing().rename(text)));
  }

  /** Texts that often are ids of the application. */
  static Stream<Arguments> names() {
    return Stream.of(
        place(ErrorCode.INVALID_VALUE, text -> withLabel("name", text)),
        place(ErrorCode.INVALID_VALUE, text -> patchLabel("name", text)),
        place(ErrorCode.INVALID_VALUE, Caller::user),
        place(ErrorCode.INVALID_VALUE, Caller::application));
  }

  /** Texts to search for among words. */
  static Stream<Arguments> searchedProse() {
    return Stream.of(
        place(ErrorCode.INVALID_DESCRIPTION, text -> KeyFilter.all().describedWith(text)),
        place(ErrorCode.INVALID_VALUE, text -> KeyFilter.all().labelled(text, "value")));
  }

  /** Texts to search for among names. */
  static Stream<Arguments> searchedNames() {
    return Stream.of(
        place(ErrorCode.INVALID_VALUE, text -> KeyFilter.all().labelled("name", text)),
        place(ErrorCode.INVALID_VALUE, text -> KeyFilter.all().createdBy(Actor.Kind.USER, text)));
  }

  static Stream<Arguments> places() {
    return Stream.concat(prose(), names());
  }

  @ParameterizedTest
  @MethodSource({"prose", "searchedProse"})
  void wordsHaveNothingOfTheFormOfAPrivateKey(ErrorCode code, Consumer<String> place) {
    for (String key : List.of(UUID, TOKEN, TOKEN.substring(TOKEN.lastIndexOf('_') + 1))) {
      for (String text : List.of(key, "qwertyui " + key, "x".repeat(80) + ' ' + key, key + ".")) {
        assertRefused("private key", code, key, text, place);
      }
    }
  }

  @ParameterizedTest
  @MethodSource({"names", "searchedNames"})
  void namesMayBeUuidsAndHashesButNoTokens(ErrorCode code, Consumer<String> place) {
    for (String text : List.of(TOKEN, "key: " + TOKEN, "x".repeat(60) + ' ' + TOKEN + '!')) {
      assertRefused("token", code, TOKEN, text, place);
    }
    for (String id : List.of(UUID, "auth0|" + UUID, "7b04d2f8".repeat(5), "7b04d2f8".repeat(8))) {
      place.accept(id);
      place.accept("registry_frontend_" + id);
    }
  }

  /** One of each kind that is not plain, with how a message names it. */
  @ParameterizedTest
  @MethodSource("places")
  void allCharactersAreSeenAndLeaveTheOthersInOrder(ErrorCode code, Consumer<String> place) {
    Map<String, Integer> refused =
        Map.of(
            "U+202E", 0x202e, // right-to-left override
            "U+200B", 0x200b, // zero width space
            "U+FEFF", 0xfeff, // byte order mark
            "U+E0041", 0xe0041, // a tag
            "U+2028", 0x2028, // line separator
            "U+2029", 0x2029, // paragraph separator
            "U+FFFF", 0xffff, // no character
            "U+E000", 0xe000, // private use
            "U+10FFFD", 0x10fffd); // private use
    refused.forEach(
        (name, codePoint) -> {
          String text = "a" + Character.toString(codePoint) + "b";
          ClavigerException refusal = Refusal.expect(code, () -> place.accept(text));
          assertTrue(refusal.getMessage().contains(name + ","), refusal.getMessage());
        });
    // Words of Persian and Hindi need the one, emoji of families the other.
    place.accept("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
    place.accept("\ud83d\udc68\u200d\ud83d\udc69");
    place.accept("\u05e9\u05dc\u05d5\u05dd, caf\u00e9 e\u0301 \u00a0");
  }

  @Test
  void whatWasKeptBeforeIsRead() {
    for (String text : List.of(UUID, TOKEN, "\u202eabc\u2028\ufeff\uffff\ue000")) {
      assertEquals(text, Samples.member(1).settings().withDescription(text).description());
      assertEquals(Map.of(text, text), Labels.of(Map.of(text, text)).values());
      assertEquals(
          text, OrganizationSettings.of(text, false, Optional.empty(), Limits.standard()).name());
      assertEquals(text, new Actor(Actor.Kind.USER, text, Optional.empty()).name());
      Map<String, String> details = Map.of(text, text);
      assertEquals(details, event(details).details());
    }
  }

  @Test
  void invisibleTextThatWasKeptBeforeIsFound() {
    String text = "\u202eabc\u2028\ufeff\uffff\ue000";
    assertEquals(text, new KeyCriterion.DescriptionContains(text).text());
    assertEquals(text, new KeyCriterion.HasLabel(text, text).value());
    assertEquals(text, new KeyCriterion.CreatedBy(Actor.Kind.USER, text).name());
  }

  @Test
  void aRoleToSearchForIsNoToken() {
    Role shortest = new Role(new TokenText("ab", "0".repeat(8)).complete(new Random(7)));
    RoleAssignment role = RoleAssignment.onOrganization(shortest);
    Refusal.expect(ErrorCode.UNKNOWN_ROLE, () -> KeyFilter.all().withRole(role));
  }

  private static void assertRefused(
      String what, ErrorCode code, String key, String text, Consumer<String> place) {
    ClavigerException refusal = Refusal.expect(code, () -> place.accept(text));
    assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
    String secret = key.substring(key.length() - 12);
    assertFalse((refusal.getMessage() + refusal.parameters()).contains(secret), "it is repeated");
  }

  private static void withLabel(String name, String value) {
    NewApiKey.of("key", Role.ORG_MEMBER).withLabels(Labels.of(Map.of(name, value)));
  }

  private static void patchLabel(String name, String value) {
    ApiKeyPatch.nothing().label(Labels.of(Map.of(name, value)));
  }

  private static AuditEvent event(Map<String, String> details) {
    return AuditEvent.of(
        new EventId("0".repeat(24)),
        EventType.API_KEY_CREATED,
        AuditEvent.Subject.of(Samples.ORG),
        Samples.stamp(),
        new TreeMap<>(details),
        Optional.empty());
  }

  private static Arguments place(ErrorCode code, Consumer<String> place) {
    return Arguments.of(code, place);
  }
}

package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule for text that people write, wherever there is one. */
class PlainTextTest {
  /** Refused in new text only, since nobody sees it. */
  private static final int SOFT_HYPHEN = 0xad;

  private static final String EMOJI = "\ud83d\ude00";

  /** Every place, by the code that it refuses with. */
  static Stream<Arguments> places() {
    return Stream.of(
        place(ErrorCode.INVALID_DESCRIPTION, text -> NewApiKey.of(text, Role.ORG_MEMBER)),
        place(ErrorCode.INVALID_DESCRIPTION, text -> ApiKeyPatch.nothing().describe(text)),
        place(
            ErrorCode.INVALID_DESCRIPTION,
            text -> Samples.member(1).settings().withDescription(text)),
        place(ErrorCode.INVALID_VALUE, text -> Labels.of(Map.of(text, "value"))),
        place(ErrorCode.INVALID_VALUE, text -> Labels.of(Map.of("name", text))),
        place(ErrorCode.INVALID_VALUE, NewOrganization::named),
        place(ErrorCode.INVALID_VALUE, text -> OrganizationPatch.nothing().rename(text)),
        place(
            ErrorCode.INVALID_VALUE,
            text -> OrganizationSettings.of(text, false, Optional.empty(), Limits.standard())),
        place(ErrorCode.INVALID_VALUE, Caller::user),
        place(ErrorCode.INVALID_VALUE, Caller::application),
        place(ErrorCode.INVALID_VALUE, text -> new Actor(Actor.Kind.USER, text, Optional.empty())),
        place(ErrorCode.INVALID_VALUE, text -> event(text, "value")),
        place(ErrorCode.INVALID_VALUE, text -> event("name", text)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void isOneTo250CodePoints(ErrorCode code, Consumer<String> place) {
    place.accept("x");
    place.accept("x".repeat(250));
    place.accept(EMOJI);
    place.accept(EMOJI.repeat(250));
    Refusal.expect(code, () -> place.accept(""));
    Refusal.expect(code, () -> place.accept("x".repeat(251)));
    Refusal.expect(code, () -> place.accept(EMOJI.repeat(251)));
    Refusal.expect(code, () -> place.accept("x".repeat(100_000)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void hasNoControlCharacters(ErrorCode code, Consumer<String> place) {
    for (int c = 0; c <= 0xff; c++) {
      String text = "a" + (char) c + "b";
      if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) {
        ClavigerException refusal = Refusal.expect(code, () -> place.accept(text));
        assertTrue(refusal.getMessage().contains("control character"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(String.format("U+%04X", c)));
      } else if (c != SOFT_HYPHEN) {
        place.accept(text);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void hasNoHalvesOfSurrogatePairs(ErrorCode code, Consumer<String> place) {
    for (String half : new String[] {"\ud83d", "\ude00", "a\ud83d", "\ude00b", "\ude00\ud83d"}) {
      ClavigerException refusal = Refusal.expect(code, () -> place.accept(half));
      assertTrue(refusal.getMessage().contains("surrogate"), refusal.getMessage());
    }
  }

  private static Arguments place(ErrorCode code, Consumer<String> place) {
    return Arguments.of(code, place);
  }

  private static AuditEvent event(String name, String value) {
    return AuditEvent.of(
        new EventId("0".repeat(24)),
        EventType.API_KEY_CREATED,
        AuditEvent.Subject.of(Samples.ORG),
        Samples.stamp(),
        new TreeMap<>(Map.of(name, value)),
        Optional.empty());
  }
}

package io.claviger.model;

import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.keyId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What exceptions carry and say. */
class RefusalTextTest {
  @Test
  void aBadValueIsShownEscapedAndOnOneLine() {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class, () -> new OrganizationId("a\n\u001b[31m\ud83dé~"));
    assertEquals(
        "invalid organization id \"a\\u000a\\u001b[31m\\ud83d\\u00e9~\": must be 1 to 32 characters of"
            + " 0-9a-z; no other characters are allowed",
        refusal.getMessage());
    assertEquals(List.of("a\\u000a\\u001b[31m\\ud83d\\u00e9~"), refusal.parameters());
  }

  @Test
  void aLongValueIsShortened() {
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        List.of("permission", "X".repeat(80) + "... (81 characters)"),
        () -> new Permission("X".repeat(81)));
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        List.of("permission", "X".repeat(80)),
        () -> new Permission("X".repeat(80)));
  }

  @Test
  void whatIsNoneOfAtlassCodesSaysWhatItIsAbout() {
    Refusal.expect(
        ErrorCode.INVALID_VALUE, List.of("permission", "NOT ONE"), () -> new Permission("NOT ONE"));
  }

  @Test
  void aLifetimeOutOfRangeTellsBothEnds() {
    for (Duration lifetime : List.of(Duration.ZERO, Duration.ofDays(36_501))) {
      String message =
          assertThrows(
                  InvalidValueException.class,
                  () ->
                      OrganizationSettings.of(
                          "acme", false, Optional.of(lifetime), Limits.standard()))
              .getMessage();
      assertTrue(message.contains("more than zero, at most 36500 days"), message);
      assertEquals(
          message,
          assertThrows(
                  InvalidValueException.class,
                  () -> OrganizationPatch.nothing().limitLifetime(lifetime))
              .getMessage());
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertNotFound(
        ErrorCode.ORGANIZATION_NOT_FOUND, List.of("acme"), NotFoundException.organization(ORG));
    assertNotFound(
        ErrorCode.API_KEY_NOT_FOUND,
        List.of(keyId(1).value()),
        NotFoundException.apiKey(ORG, keyId(1)));
    assertNotFound(
        ErrorCode.WHITELIST_ENTRY_NOT_FOUND,
        List.of("10.0.0.0/8", keyId(1).value()),
        NotFoundException.whitelistEntry(keyId(1), Samples.block("10.0.0.0/8")));
    assertNotFound(
        ErrorCode.PROJECT_NOT_FOUND, List.of("p1"), NotFoundException.project(ORG, PROJECT));
  }

  @Test
  void staleAndContentionSayWhatToDo() {
    StaleRevisionException stale =
        new StaleRevisionException(ORG, new Revision(1, 10), new Revision(2, 11));
    assertEquals(
        "organization acme is at revision 2-b, not at 1-a; read it again and decide again",
        stale.getMessage());
    ContentionException contention = new ContentionException(ORG, 7);
    assertEquals(7, contention.attempts());
    assertTrue(contention.getMessage().contains("which lost 7 attempts"), contention.getMessage());
  }

  @Test
  void onlyCallsThatMaySucceedLaterAreToBeRepeated() {
    Exception cause = new Exception("cut off");
    assertEquals(
        List.of(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1)),
        Stream.of(
                new ContentionException(ORG, 7),
                new StoreException(StoreException.Kind.UNREACHABLE, "away", cause),
                new StoreException(StoreException.Kind.FAULT, "no table", cause))
            .map(failure -> failure.retryAfter().orElseThrow())
            .toList());
    assertEquals(Optional.empty(), new OutcomeUnknownException(ORG, Set.of(), cause).retryAfter());
    assertEquals(
        Optional.empty(),
        new StaleRevisionException(ORG, new Revision(1, 10), new Revision(2, 11)).retryAfter());
  }

  @Test
  void anUnknownOutcomeNamesWhatMayExist() {
    Exception cause = new Exception("cut off");
    Set<ApiKeyId> ids = new HashSet<>(Set.of(keyId(1)));
    OutcomeUnknownException unknown = new OutcomeUnknownException(ORG, ids, cause);
    ids.clear();
    assertEquals(Set.of(keyId(1)), unknown.mayExist());
    assertEquals(List.of("acme"), unknown.parameters());
    assertEquals(ErrorCode.OUTCOME_UNKNOWN, unknown.code());
    assertSame(cause, unknown.getCause());
    assertTrue(unknown.getMessage().contains(keyId(1).value()), unknown.getMessage());
  }

  /** As a framework does that hands exceptions on. */
  @Test
  void anUnknownOutcomeCanBeSerialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new OutcomeUnknownException(ORG, Set.of(keyId(1)), new Exception("cut off")));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      OutcomeUnknownException read = (OutcomeUnknownException) in.readObject();
      assertEquals(Set.of(keyId(1)), read.mayExist());
      assertEquals(List.of("acme"), read.parameters());
    }
  }

  private static void assertNotFound(
      ErrorCode code, List<String> parameters, NotFoundException notFound) {
    assertEquals(code, notFound.code());
    assertEquals(parameters, notFound.parameters());
    parameters.forEach(
        parameter -> assertTrue(notFound.getMessage().contains(parameter), notFound.getMessage()));
  }
}

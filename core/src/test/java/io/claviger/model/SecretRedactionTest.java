package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Credential;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredSecret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactionTest {
  private static final String CLEAR = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
  private static final String REDACTED = "********-****-****-7b04d2f8a5c3";
  private static final PrivateKey SECRET = PrivateKey.of(CLEAR);

  @Test
  void aPrivateKeyLeavesThroughOneDoor() {
    assertEquals(CLEAR, SECRET.reveal());
    assertEquals(REDACTED, SECRET.toString());
    assertEquals(REDACTED, String.format("%s", SECRET));
    assertEquals(new SecretHint(REDACTED), SECRET.hint());
    assertEquals(31, REDACTED.length());
  }

  @Test
  void recordsThatHoldOnePrintItRedacted() {
    IssuedApiKey issued = IssuedApiKey.of(Samples.member(1), Samples.secretId(1), SECRET);
    for (Object holder :
        List.of(
            issued,
            CreatedOrganization.of(Samples.organization(), Optional.of(issued)),
            Credential.pair(Samples.publicKey(1), SECRET))) {
      assertFalse(holder.toString().contains(CLEAR.substring(0, 23)), "the secret is printed");
      assertTrue(holder.toString().contains(REDACTED), "the hint is printed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "hunter2",
        "3F9C1D7E-52AB-4C08-9E61-7B04D2F8A5C3",
        "3f9c1d7e52ab4c089e617b04d2f8a5c3",
        "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3x",
        "x3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3",
        "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5cg",
      })
  void ofASecretOfAnyOtherFormNothingIsShown(String clear) {
    assertEquals("********", PrivateKey.of(clear).toString());
    assertEquals(SecretHint.hidden(), PrivateKey.of(clear).hint());
  }

  /** The prefix and the public half, which everybody may know. */
  @Test
  void ofATokenNothingSecretIsShown() {
    String head = "acme_0000000000000000_";
    String body = head + "0".repeat(43);
    assertEquals(new SecretHint(head + "********"), PrivateKey.of(body + "3bq6MF").hint());
    assertEquals("********", PrivateKey.of(body + "3bq6MG").toString(), "it only looks like one");
  }

  /** It gets into another field easily. */
  @Test
  void aPrivateKeyInAWrongFieldIsNotRepeated() {
    String token = "acme_0000000000000000_" + "aB3".repeat(15) + "cdef";
    for (String clear : List.of(CLEAR, CLEAR.toUpperCase(Locale.ROOT), token)) {
      for (Executable call :
          List.<Executable>of(
              () -> Roles.builtIn().require(new Role(clear)),
              () -> new Role("x".repeat(60) + " " + clear),
              () -> new Permission(clear + " "),
              () -> IpAddress.parse(clear),
              () -> CidrBlock.parse(clear + "/24"),
              () -> NewApiKey.of("\u0007" + clear, Role.ORG_MEMBER))) {
        InvalidValueException refusal = assertThrows(InvalidValueException.class, call);
        String told = refusal.getMessage() + refusal.parameters();
        String half = clear.substring(clear.length() / 2);
        assertFalse(told.contains(half), "the second half of it is repeated");
        assertFalse(told.contains("9e61-") || told.contains("aB3aB3"), "a part is repeated");
      }
    }
  }

  @Test
  void norIsOneAmongMuchElse() {
    String noDigit = "aBCd".repeat(12) + "e";
    for (String text :
        List.of(
            String.join(",", CLEAR, CLEAR, CLEAR, CLEAR),
            "x".repeat(30) + "1" + CLEAR,
            "_".repeat(79) + CLEAR,
            "_".repeat(79) + noDigit,
            "acme_0000000000000000_" + noDigit)) {
      String told = assertThrows(InvalidValueException.class, () -> new Role(text)).getMessage();
      assertFalse(told.contains(CLEAR.substring(14, 18)), "a part is repeated");
      assertFalse(told.contains("aBCdaBCd"), "a part is repeated");
    }
    String name = "ORG_" + "X".repeat(63);
    assertTrue(
        assertThrows(InvalidValueException.class, () -> new Role(name)).getMessage().contains(name),
        "what is none is told");
  }

  @Property(tries = 300)
  void theRedactedFormNeverHoldsMoreThanItsLastTwelveDigits(
      @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 256) String clear) {
    PrivateKey key = PrivateKey.of(clear);
    assertEquals(clear, key.reveal());
    assertEquals("********", key.toString());
  }

  @Test
  void isOneTo256VisibleCharacters() {
    assertEquals(256, PrivateKey.of("x".repeat(256)).reveal().length());
    for (String wrong :
        List.of(
            "",
            "x".repeat(257),
            "a b",
            "a\n",
            "\0",
            "a\u007f",
            "é",
            "\ud83d",
            "\ud83d\ude00",
            " a")) {
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> PrivateKey.of(wrong));
      assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
      assertEquals(List.of("private key"), refusal.parameters());
    }
    assertEquals("!~", PrivateKey.of("!~").reveal());
  }

  @Test
  void aRefusedPrivateKeyIsNotRepeated() {
    for (String wrong : List.of(CLEAR + " ", CLEAR + "\n", CLEAR.repeat(10))) {
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> PrivateKey.of(wrong));
      assertFalse(refusal.getMessage().contains("3f9c1d7e"), "the secret is in the message");
      InvalidValueException mixedUp =
          assertThrows(InvalidValueException.class, () -> new PublicKey(wrong));
      assertFalse(mixedUp.getMessage().contains("3f9c1d7e"), "the secret is in the message");
      assertFalse(mixedUp.parameters().toString().contains("3f9c1d7e"), "in the parameters");
    }
  }

  /** People take the one for the other: the key for its id, the secret for its id. */
  @Test
  void aPrivateKeyInThePlaceOfAnIdIsNotRepeated() {
    for (String wrong : List.of(CLEAR, CLEAR.substring(0, 25), CLEAR.toUpperCase(Locale.ROOT))) {
      for (Function<String, Object> id :
          List.<Function<String, Object>>of(ApiKeyId::new, SecretId::new, EventId::new)) {
        InvalidValueException refusal =
            assertThrows(InvalidValueException.class, () -> id.apply(wrong));
        String all = (refusal.getMessage() + refusal.parameters()).toLowerCase(Locale.ROOT);
        assertFalse(all.contains("3f9c1d7e"), "the secret is in the message");
        assertTrue(all.contains("\"********\": must be 24 digits"), all);
      }
    }
  }

  @Test
  void whatIsNoLongerThanAnIdIsRepeated() {
    String mistyped = "0123456789ABCDEF01234567";
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> new ApiKeyId(mistyped));
    assertTrue(refusal.getMessage().contains(mistyped), refusal.getMessage());
    assertEquals(List.of(mistyped), refusal.parameters());
  }

  @Test
  void equalityIsThatOfTheClearTextAndTheHashTellsNothing() {
    assertEquals(SECRET, PrivateKey.of(CLEAR));
    assertNotEquals(SECRET, PrivateKey.of(CLEAR.replace('3', '4')));
    assertNotEquals(SECRET, PrivateKey.of(CLEAR + "0"));
    assertNotEquals(SECRET, CLEAR);
    assertNotEquals(SECRET, null);
    assertEquals(SECRET.hashCode(), PrivateKey.of("another").hashCode());
  }

  @Test
  void aHintIsShortAndPlain() {
    assertEquals(64, new SecretHint("*".repeat(64)).toString().length());
    assertEquals("aZ09*-_", new SecretHint("aZ09*-_").toString());
    for (String wrong : List.of("", "*".repeat(65), "a b", "a\n", "é", "a.b")) {
      Refusal.expect(ErrorCode.INVALID_VALUE, List.of("secret hint"), () -> new SecretHint(wrong));
    }
  }

  @Test
  void aVerifierPrintsItsSchemeOnly() {
    Verifier verifier = new Verifier("sha256$c2FsdA$aGFzaA");
    assertEquals("Verifier[sha256]", verifier.toString());
    assertEquals("Verifier[?]", new Verifier("withoutscheme").toString());
    StoredSecret secret = new StoredSecret(Samples.member(1).secrets().get(0), List.of(verifier));
    assertFalse(secret.toString().contains("aGFzaA"), "the hash is printed");
    assertFalse(secret.toString().contains("c2FsdA"), "the salt is printed");
  }

  @Test
  void aVerifierIsOneTo500VisibleCharacters() {
    assertEquals(500, new Verifier("x".repeat(500)).encoded().length());
    assertEquals("!~", new Verifier("!~").encoded());
    for (String wrong : List.of("", "x".repeat(501), "a b", "a\n", "é", "a\u007f")) {
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> new Verifier(wrong));
      assertEquals(List.of("verifier"), refusal.parameters());
    }
  }
}

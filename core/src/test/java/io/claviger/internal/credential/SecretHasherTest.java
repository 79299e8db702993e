package io.claviger.internal.credential;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.PrivateKey;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHasherTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final PrivateKey WRONG = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4");
  private static final SecretId ID = secretId(1);
  private static final byte[] OLD = bytes(1);
  private static final byte[] NEW = bytes(2);

  private static final SecretHasher SALTED = hasher(0, Map.of());
  private static final SecretHasher PEPPERED = hasher(1, Map.of(1, OLD));

  static Stream<SecretHasher> hashers() {
    return Stream.of(SALTED, PEPPERED);
  }

  @ParameterizedTest
  @MethodSource("hashers")
  void itsOwnVerifierAcceptsTheSecretAndNoOther(SecretHasher hasher) {
    Verifier verifier = hasher.verifier(ID, SECRET);
    assertTrue(accepts(hasher, verifier, SECRET));
    assertFalse(accepts(hasher, verifier, WRONG));
    assertFalse(accepts(hasher, verifier, PrivateKey.of("x")));
    assertFalse(accepts(hasher, verifier, PrivateKey.of(SECRET.reveal() + "0")));
  }

  @ParameterizedTest
  @MethodSource("hashers")
  void aVerifierIsOfOneSecretOnly(SecretHasher hasher) {
    Verifier verifier = hasher.verifier(ID, SECRET);
    assertTrue(Hashed.find(hasher, List.of(stored(secretId(2), verifier)), SECRET).isEmpty());
  }

  @Test
  void withoutPepperEveryVerifierHasItsOwnSalt() {
    Verifier first = SALTED.verifier(ID, SECRET);
    Verifier second = SALTED.verifier(ID, SECRET);
    assertTrue(first.encoded().startsWith("sha256$"));
    assertNotEquals(first, second);
    assertEquals(16, Base64.getUrlDecoder().decode(first.encoded().split("\\$", -1)[1]).length);
    assertTrue(accepts(SALTED, first, SECRET) && accepts(SALTED, second, SECRET));
  }

  @Test
  void withoutPepperItIsTheHashOfSaltIdAndSecret() throws GeneralSecurityException {
    String[] parts = SALTED.verifier(ID, SECRET).encoded().split("\\$", -1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(ascii(parts[1]));
    digest.update(ascii(ID.value()));
    assertArrayEquals(
        digest.digest(ascii(SECRET.reveal())), Base64.getUrlDecoder().decode(parts[2]));
  }

  @Test
  void withPepperItIsAnHmacUnderADerivedKey() throws GeneralSecurityException {
    String[] parts = PEPPERED.verifier(ID, SECRET).encoded().split("\\$", -1);
    byte[] key = hkdf(OLD, ascii("claviger secret verifier"), 32);
    assertEquals(List.of("hmac-sha256", "1"), List.of(parts[0], parts[1]));
    assertArrayEquals(
        hmac(key, ascii(ID.value() + SECRET.reveal())), Base64.getUrlDecoder().decode(parts[2]));
    assertEquals(PEPPERED.verifier(ID, SECRET), hasher(1, Map.of(1, OLD)).verifier(ID, SECRET));
  }

  /** RFC 5869, test case 3: the derivation that this test compares with is the real one. */
  @Test
  void theDerivationOfThisTestIsThatOfTheRfc() throws GeneralSecurityException {
    byte[] secret = new byte[22];
    Arrays.fill(secret, (byte) 0x0b);
    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
        HexFormat.of().formatHex(hkdf(secret, new byte[0], 32)));
  }

  @Test
  void oldPeppersStillVerifyAndNewSecretsGetTheCurrentOne() {
    Verifier old = PEPPERED.verifier(ID, SECRET);
    SecretHasher both = hasher(2, Map.of(1, OLD, 2, NEW));
    Verifier current = both.verifier(ID, SECRET);
    assertTrue(current.encoded().startsWith("hmac-sha256$2$"));
    assertTrue(accepts(both, old, SECRET));
    assertTrue(accepts(both, current, SECRET));
    assertFalse(accepts(both, old, WRONG));
  }

  @Test
  void withoutTheRightPepperNothingIsAccepted() {
    Verifier verifier = PEPPERED.verifier(ID, SECRET);
    assertFalse(accepts(SALTED, verifier, SECRET));
    assertFalse(accepts(hasher(2, Map.of(2, OLD)), verifier, SECRET));
    assertFalse(accepts(hasher(1, Map.of(1, NEW)), verifier, SECRET));
  }

  @Test
  void verifiersFromBeforeThePepperStillVerify() {
    assertTrue(accepts(PEPPERED, SALTED.verifier(ID, SECRET), SECRET));
    assertFalse(accepts(PEPPERED, SALTED.verifier(ID, SECRET), WRONG));
  }

  @Test
  void everySecretAndEveryVerifierOfItIsTried() {
    StoredSecret first = stored(secretId(1), SALTED.verifier(secretId(1), WRONG));
    StoredSecret second =
        new StoredSecret(
            info(secretId(2)),
            List.of(
                new Verifier("argon2id$x$y"),
                SALTED.verifier(secretId(2), WRONG),
                SALTED.verifier(secretId(2), SECRET)));
    StoredSecret third = stored(secretId(3), SALTED.verifier(secretId(3), WRONG));
    assertEquals(Optional.of(second), Hashed.find(SALTED, List.of(first, second, third), SECRET));
    assertEquals(Optional.of(first), Hashed.find(SALTED, List.of(first), WRONG));
    assertEquals(Optional.empty(), Hashed.find(SALTED, List.of(), SECRET));
    assertEquals(
        Optional.empty(),
        Hashed.find(SALTED, List.of(new StoredSecret(info(ID), List.of())), SECRET));
  }

  static final String[] DAMAGED = {
    "hmac-sha256$99999999999999999999$AAAA", "hmac-sha256$1$", "plain$3f9c$1", "sha256", "$",
    "sha256$AAAA$AAAA$AAAA", "argon2id$1$AAAA", "sha256$!!!$AA", "sha256$AA$", "$$$",
    "hmac-sha256$one$AAAA", "hmac-sha256$$AAAA", "hmac-sha256$", "sha256$$AA", "$$",
    "hmac-sha256$1.0$AAAA", "sha256$AA==$AA==", "sha256$AA$!!!", "sha256$A$A", "x",
    "hmac-sha256$0x1$AAAA", "sha256$+/+/$AAAA", "hmac-sha256$$", "sha256$$", "sha256$",
    "hmac-sha256$-1$AAAA", "hmac-sha256$1$!!!", "SHA256$AA$AA", "hmac-sha256"
  };

  @ParameterizedTest
  @FieldSource("DAMAGED")
  void aDamagedVerifierAcceptsNothingAndDoesNotThrow(String damaged) {
    for (SecretHasher hasher : List.of(SALTED, PEPPERED)) {
      assertFalse(assertDoesNotThrow(() -> accepts(hasher, new Verifier(damaged), SECRET)));
    }
  }

  @ParameterizedTest
  @MethodSource("hashers")
  void noVerifierWithOneCharacterChangedOrMissingAccepts(SecretHasher hasher) {
    String good = hasher.verifier(ID, SECRET).encoded();
    for (int i = 0; i < good.length(); i++) {
      String before = good.substring(0, i);
      String behind = good.substring(i + 1);
      for (String other : List.of("", "A", "B", "_", "$", "!", "0", "=")) {
        String damaged = before + other + behind;
        if (!damaged.equals(good)) {
          assertFalse(
              assertDoesNotThrow(() -> accepts(hasher, new Verifier(damaged), SECRET)),
              "at " + i + " with " + other);
        }
      }
    }
    IntStream.range(1, good.length())
        .forEach(end -> assertFalse(accepts(hasher, new Verifier(good.substring(0, end)), SECRET)));
    assertFalse(accepts(hasher, new Verifier(good + "A"), SECRET));
    assertFalse(accepts(hasher, new Verifier(good + "="), SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", "01", "001", "1.", "-1"})
  void aVersionOfAPepperIsWrittenInOneWay(String version) {
    String hash = PEPPERED.verifier(ID, SECRET).encoded().substring("hmac-sha256$1$".length());
    String encoded = "hmac-sha256$" + version + "$" + hash;
    assertFalse(accepts(PEPPERED, new Verifier(encoded), SECRET));
  }

  private static boolean accepts(SecretHasher hasher, Verifier verifier, PrivateKey secret) {
    return Hashed.find(hasher, List.of(stored(ID, verifier)), secret).isPresent();
  }

  private static StoredSecret stored(SecretId id, Verifier verifier) {
    return new StoredSecret(info(id), List.of(verifier));
  }

  private static SecretInfo info(SecretId id) {
    return SecretInfo.of(id, SecretHint.hidden(), NOW, Optional.empty(), Optional.empty());
  }

  private static SecretHasher hasher(int current, Map<Integer, byte[]> peppers) {
    return new SecretHasher(new Entropy(new SplittableRandom(8)), current, peppers);
  }

  /** RFC 5869 without a salt, for up to 32 bytes. */
  private static byte[] hkdf(byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] extracted = hmac(new byte[32], secret);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return Arrays.copyOf(hmac(extracted, block), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}

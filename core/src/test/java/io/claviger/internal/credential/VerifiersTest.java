package io.claviger.internal.credential;

import static io.claviger.Samples.member;
import static io.claviger.Samples.secretId;
import static io.claviger.access.digest.DigestAlgorithm.MD5;
import static io.claviger.access.digest.DigestAlgorithm.SHA_256;
import static io.claviger.access.digest.DigestAlgorithm.SHA_512_256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.PrivateKey;
import io.claviger.access.digest.DigestAlgorithm;
import io.claviger.access.digest.DigestSettings;
import io.claviger.internal.lookup.PackedSecret;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nodes with different settings make of each other's verifiers. */
class VerifiersTest {
  private static final ApiKey KEY = member(1);
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final byte[] OLD = pepper(1);
  private static final byte[] NEW = pepper(2);
  private static final Map<Integer, byte[]> BOTH = Map.of(1, OLD, 2, NEW);

  private static final Verifiers OFF = Hashed.plain(Hashed.peppered(1, Map.of(1, OLD)));
  private static final Verifiers ON = on("realm", 1, Map.of(1, OLD), MD5, SHA_256);

  @Test
  void aNewSecretGetsOneForEachAlgorithm() {
    assertEquals(List.of("hmac-sha256$1"), schemes(made(OFF)));
    assertEquals(List.of("hmac-sha256$1", "digest$1$MD5", "digest$1$SHA-256"), schemes(made(ON)));
    assertTrue(areCurrent(ON, made(ON)));
  }

  @Test
  void aSecretFromBeforeGetsThoseThatItLacks() {
    assertFalse(areCurrent(ON, made(OFF)));
    StoredSecret after = upgraded(ON, made(OFF));
    assertEquals(List.of("hmac-sha256$1", "digest$1$MD5", "digest$1$SHA-256"), schemes(after));
    assertTrue(areCurrent(ON, after));
    assertEquals(made(OFF).verifiers().get(0), after.verifiers().get(0));
    Verifiers more = on("realm", 1, Map.of(1, OLD), SHA_512_256, MD5, SHA_256);
    StoredSecret evenMore = upgraded(more, after);
    assertEquals(
        List.of("hmac-sha256$1", "digest$1$SHA-512-256", "digest$1$MD5", "digest$1$SHA-256"),
        schemes(evenMore));
    assertEquals(after.verifiers().subList(1, 3), evenMore.verifiers().subList(2, 4), "as it was");
  }

  @Test
  void whereDigestIsOffThoseOfOthersStay() {
    assertTrue(areCurrent(OFF, made(ON)));
    Verifiers later = Hashed.plain(Hashed.peppered(2, BOTH));
    assertFalse(areCurrent(later, made(ON)));
    StoredSecret after = upgraded(later, made(ON));
    assertEquals(List.of("hmac-sha256$2", "digest$1$MD5", "digest$1$SHA-256"), schemes(after));
    assertEquals(made(ON).verifiers().size(), after.verifiers().size());
  }

  @Test
  void nodesWithOtherAlgorithmsLeaveEachOtherAlone() {
    Verifiers one = on("realm", 1, Map.of(1, OLD), MD5);
    Verifiers other = on("realm", 1, Map.of(1, OLD), SHA_256);
    StoredSecret both = upgraded(other, made(one));
    assertEquals(List.of("hmac-sha256$1", "digest$1$SHA-256", "digest$1$MD5"), schemes(both));
    assertTrue(areCurrent(one, both) && areCurrent(other, both) && areCurrent(ON, both));
  }

  /** Two realms are a mistake: it costs an exchange a minute, and the list does not grow. */
  @Test
  void thoseOfAnotherRealmAreReplaced() {
    Verifiers other = on("Realm", 1, Map.of(1, OLD), MD5, SHA_256);
    StoredSecret secret = made(ON);
    for (Verifiers each : List.of(other, ON, other, ON)) {
      assertFalse(areCurrent(each, secret));
      secret = upgraded(each, secret);
      assertTrue(areCurrent(each, secret));
      assertEquals(3, secret.verifiers().size());
    }
  }

  @Test
  void thoseUnderAnOldPepperAreMadeAnew() {
    Verifiers later = on("realm", 2, BOTH, MD5, SHA_256);
    assertFalse(areCurrent(later, made(ON)));
    StoredSecret after = upgraded(later, made(ON));
    assertEquals(List.of("hmac-sha256$2", "digest$2$MD5", "digest$2$SHA-256"), schemes(after));
    assertTrue(areCurrent(later, after));
  }

  /** Node by node: first all of them know the pepper, then it is current on some. */
  @Test
  void aNodeDoesNotUndoWhatAnotherOneMadeUnderALaterPepper() {
    StoredSecret ahead = made(on("realm", 2, BOTH, MD5));
    Verifiers behind = on("realm", 1, BOTH, MD5, SHA_256);
    assertTrue(areCurrent(on("realm", 1, BOTH, MD5), ahead));
    assertFalse(areCurrent(behind, ahead), "it lacks one");
    StoredSecret after = upgraded(behind, ahead);
    assertEquals(List.of("hmac-sha256$2", "digest$2$MD5", "digest$1$SHA-256"), schemes(after));
    assertEquals(ahead.verifiers(), after.verifiers().subList(0, 2));
    assertTrue(areCurrent(behind, after));
  }

  @Test
  void whatIsDamagedIsReplacedAndWhatIsForeignStays() {
    Verifier argon = new Verifier("argon2id$v=19$x");
    List<Verifier> verifiers =
        List.of(
            argon,
            new Verifier("digest$1$MD5$AAAA"),
            new Verifier("digest$7$SHA-256$AAAA"),
            new Verifier("digest$1$SHA-512-256$AAAA"),
            made(OFF).verifiers().get(0));
    StoredSecret before = new StoredSecret(KEY.secrets().get(0), verifiers);
    StoredSecret after = upgraded(ON, before);
    assertEquals(
        List.of(
            "hmac-sha256$1",
            "digest$1$MD5",
            "digest$1$SHA-256",
            "argon2id$v=19",
            "digest$1$SHA-512-256"),
        schemes(after));
    assertTrue(areCurrent(ON, after));
  }

  /** That of a hasher, which has not to be made anew, is not; nor one beside it. */
  @Test
  void theVerifierOfAHasherIsNotTouchedWhereItIsOfToday() {
    StoredSecret before =
        new StoredSecret(
            KEY.secrets().get(0),
            List.of(made(OFF).verifiers().get(0), Hashed.salted().verifier(secretId(1), SECRET)));
    assertEquals(before.verifiers(), upgraded(ON, before).verifiers().subList(0, 2));
  }

  /** None of them accepts a secret that is presented as a pair. */
  @Test
  void aDigestVerifierIsNoneOfAHasher() {
    List<Verifier> digests = made(ON).verifiers().subList(1, 3);
    StoredSecret secret = new StoredSecret(KEY.secrets().get(0), digests);
    assertEquals(
        Optional.empty(), Hashed.find(Hashed.peppered(1, Map.of(1, OLD)), List.of(secret), SECRET));
  }

  private static boolean areCurrent(Verifiers verifiers, StoredSecret secret) {
    return verifiers.areCurrent(Hashed.packed(List.of(secret)), 0);
  }

  private static StoredSecret made(Verifiers by) {
    return Hashed.key(by, KEY, SECRET).secrets().get(0);
  }

  private static StoredSecret upgraded(Verifiers by, StoredSecret secret) {
    return new StoredSecret(
        secret.info(),
        by.upgraded(KEY.publicKey(), PackedSecret.of(LookupSecret.of(secret)), SECRET));
  }

  /** All but what is secret. */
  private static List<String> schemes(StoredSecret secret) {
    return secret.verifiers().stream()
        .map(Verifier::encoded)
        .map(encoded -> encoded.substring(0, encoded.lastIndexOf('$')))
        .toList();
  }

  private static Verifiers on(
      String realm,
      int current,
      Map<Integer, byte[]> peppers,
      DigestAlgorithm first,
      DigestAlgorithm... more) {
    return Hashed.digest(DigestSettings.of(realm, first, more), current, peppers);
  }

  private static byte[] pepper(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}

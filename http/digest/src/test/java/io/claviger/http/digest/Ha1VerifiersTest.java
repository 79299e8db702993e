package io.claviger.http.digest;

import static io.claviger.http.digest.DigestAlgorithm.MD5;
import static io.claviger.http.digest.DigestAlgorithm.SHA_256;
import static io.claviger.http.digest.DigestAlgorithm.SHA_512_256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Peppers;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes with different settings make of each other's verifiers. */
class Ha1VerifiersTest {
  private static final PublicKey KEY = new PublicKey("public000001");
  private static final SecretId ID = new SecretId("0".repeat(23) + "1");
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final byte[] OLD = DigestFixture.pepper(1);
  private static final byte[] NEW = DigestFixture.pepper(2);
  private static final Peppers FIRST = Peppers.of(1, OLD);
  private static final Peppers LATER = Peppers.of(2, NEW).alsoVerifying(1, OLD);
  private static final VerifierScheme ON = on("realm", FIRST, MD5, SHA_256);

  private final List<Verifier> made = ON.make(KEY, ID, SECRET);

  @Test
  void aNewSecretGetsOneForEachAlgorithm() {
    assertEquals(List.of("digest$1$MD5", "digest$1$SHA-256"), schemes(made));
    assertTrue(ON.areCurrent(ID, made));
  }

  @Test
  void aSecretFromBeforeGetsThoseThatItLacks() {
    List<Verifier> before = List.of(new Verifier("hmac-sha256$1$x"));
    assertFalse(ON.areCurrent(ID, before));
    assertFalse(ON.isOwn(before.get(0)));
    assertEquals(List.of("digest$1$MD5", "digest$1$SHA-256"), schemes(renewed(ON, before)));
    VerifierScheme more = on("realm", FIRST, SHA_512_256, MD5, SHA_256);
    List<Verifier> evenMore = renewed(more, made);
    assertEquals(
        List.of("digest$1$SHA-512-256", "digest$1$MD5", "digest$1$SHA-256"), schemes(evenMore));
    assertEquals(made, evenMore.subList(1, 3), "as it was");
  }

  @Test
  void nodesWithOtherAlgorithmsLeaveEachOtherAlone() {
    VerifierScheme one = on("realm", FIRST, MD5);
    VerifierScheme other = on("realm", FIRST, SHA_256);
    assertTrue(one.areCurrent(ID, made) && other.areCurrent(ID, made));
    assertTrue(one.isOwn(made.get(0)));
    assertFalse(one.isOwn(made.get(1)));
    assertEquals(made.subList(1, 2), renewed(other, made));
  }

  /** Two realms are a mistake: it costs a replacement a minute, and the list does not grow. */
  @Test
  void thoseOfAnotherRealmAreReplaced() {
    VerifierScheme other = on("Realm", FIRST, MD5, SHA_256);
    List<Verifier> verifiers = made;
    for (VerifierScheme each : List.of(other, ON, other, ON)) {
      assertFalse(each.areCurrent(ID, verifiers));
      assertTrue(verifiers.stream().allMatch(each::isOwn));
      verifiers = renewed(each, verifiers);
      assertTrue(each.areCurrent(ID, verifiers));
      assertEquals(2, verifiers.size());
    }
  }

  @Test
  void thoseUnderAnOldPepperAreMadeAnew() {
    VerifierScheme later = on("realm", LATER, MD5, SHA_256);
    assertFalse(later.areCurrent(ID, made));
    assertEquals(List.of("digest$2$MD5", "digest$2$SHA-256"), schemes(renewed(later, made)));
  }

  /** Node by node: first all of them know the pepper, then it is current on some. */
  @Test
  void aNodeDoesNotUndoWhatAnotherOneMadeUnderALaterPepper() {
    List<Verifier> ahead = on("realm", LATER, MD5).make(KEY, ID, SECRET);
    Peppers known = FIRST.alsoVerifying(2, NEW);
    VerifierScheme behind = on("realm", known, MD5, SHA_256);
    assertTrue(on("realm", known, MD5).areCurrent(ID, ahead));
    assertFalse(behind.areCurrent(ID, ahead), "it lacks one");
    List<Verifier> after = renewed(behind, ahead);
    assertEquals(List.of("digest$2$MD5", "digest$1$SHA-256"), schemes(after));
    assertEquals(ahead, after.subList(0, 1));
  }

  @Test
  void whatIsDamagedIsReplaced() {
    List<Verifier> before =
        List.of(new Verifier("digest$1$MD5$AAAA"), new Verifier("digest$7$SHA-256$AAAA"));
    assertTrue(before.stream().allMatch(ON::isOwn));
    assertFalse(ON.isOwn(new Verifier("digest$1$SHA-512-256$AAAA")), "another node may want it");
    assertTrue(ON.areCurrent(ID, renewed(ON, before)));
  }

  private static List<Verifier> renewed(VerifierScheme by, List<Verifier> before) {
    return by.renew(KEY, ID, before, SECRET);
  }

  /** All but what is secret. */
  private static List<String> schemes(List<Verifier> verifiers) {
    return verifiers.stream()
        .map(Verifier::encoded)
        .map(encoded -> encoded.substring(0, encoded.lastIndexOf('$')))
        .toList();
  }

  private static VerifierScheme on(
      String realm, Peppers peppers, DigestAlgorithm first, DigestAlgorithm... more) {
    return Digest.of(DigestSettings.of(realm, first, more), peppers).scheme();
  }
}

package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.PEPPERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.Authorization;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counts the work of an answer: one seal is opened for each secret that it is compared with. */
class EqualWorkTest {
  private static final PublicKey KEY = new PublicKey("public000001");
  private static final SecretId ID = new SecretId("0".repeat(23) + "1");
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final DigestSettings SETTINGS =
      DigestSettings.of("realm", DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
  private static final DigestKeys KEYS = new DigestKeys(PEPPERS, "claviger digest verifier", "AES");

  private final List<Boolean> opened = new ArrayList<>();
  private final Ha1Seal counting =
      new Ha1Seal("realm", KEYS, new SplittableRandom(1)) {
        @Override
        Optional<byte[]> open(Verifier verifier, SecretId id, DigestAlgorithm algorithm) {
          Optional<byte[]> ha1 = super.open(verifier, id, algorithm);
          opened.add(ha1.isPresent());
          return ha1;
        }
      };
  private final Ha1Verifiers verifiers = new Ha1Verifiers(SETTINGS, counting);
  private final List<Verifier> stored = verifiers.make(KEY, ID, SECRET);

  @Test
  void itIsMadeWithTheSecretThatTheClientKnows() {
    assertTried(true, true, ID, stored, SECRET.reveal());
    assertTried(false, true, ID, stored, "wrong");
  }

  @Test
  void aSecretThatCannotBeComparedMakesTheSameWork() {
    assertTried(false, false, ID, List.of(), SECRET.reveal());
    assertTried(false, false, ID, List.of(new Verifier("sha256$a$b")), SECRET.reveal());
    assertTried(false, false, new SecretId("0".repeat(24)), List.of(), "x");
  }

  @Test
  void anotherRealmOrAlgorithmIsNoVerifier() {
    Ha1Seal other = new Ha1Seal("Realm", KEYS, new SplittableRandom(2));
    List<Verifier> otherRealm = new Ha1Verifiers(SETTINGS, other).make(KEY, ID, SECRET);
    DigestProof proof = proof(SECRET.reveal());
    opened.clear();
    assertEquals(false, proof.isMadeWith(ID, otherRealm));
    assertEquals(List.of(false), opened);
    assertEquals(false, proof.isMadeWith(ID, stored.subList(0, 1)));
    assertEquals(false, proof.detail().isEmpty());
  }

  private void assertTried(
      boolean made, boolean has, SecretId id, List<Verifier> tried, String clear) {
    DigestProof proof = proof(clear);
    opened.clear();
    assertEquals(made, proof.isMadeWith(id, tried));
    assertEquals(has, proof.detail().isEmpty());
    assertEquals(List.of(true), opened);
  }

  private DigestProof proof(String clear) {
    DigestClient client = new DigestClient(KEY.value(), clear, "realm");
    String answer = client.answer(DigestAlgorithm.SHA_256, "GET", "/", "nonce", "00000001");
    Nonces nonces = new Nonces(KEYS, new SplittableRandom(3));
    NonceCheck check = new NonceCheck(nonces, SETTINGS, (use, now) -> ReplayWindow.Verdict.UNKNOWN);
    return new DigestProof(
        DigestHeader.read(Authorization.of(List.of(answer))).orElseThrow(),
        "GET",
        EqualWork.with(verifiers),
        check);
  }
}

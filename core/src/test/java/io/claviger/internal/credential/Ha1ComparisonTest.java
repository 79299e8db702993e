package io.claviger.internal.credential;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.member;
import static io.claviger.Samples.secretId;
import static io.claviger.internal.credential.Ha1Comparison.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKey;
import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.SecretInfo;
import io.claviger.access.Rejected;
import io.claviger.access.digest.DigestAlgorithm;
import io.claviger.access.digest.DigestClient;
import io.claviger.access.digest.DigestSettings;
import io.claviger.internal.digest.DigestAnswer;
import io.claviger.internal.digest.DigestHeader;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The work that an answer makes: for each secret of the key one seal that is opened. */
class Ha1ComparisonTest {
  private static final String FIRST = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
  private static final String SECOND = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4";
  private static final DigestSettings SETTINGS =
      DigestSettings.of("realm", DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
  private static final Map<Integer, byte[]> PEPPERS = Map.of(1, new byte[32]);
  private static final PepperKeys KEYS =
      new PepperKeys("claviger digest verifier", "AES", 1, PEPPERS);

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
  private final Ha1Comparison comparison = new Ha1Comparison(new Ha1Verifiers(SETTINGS, counting));
  private final List<StoredSecret> both = secrets(Hashed.digest(SETTINGS, 1, PEPPERS));

  @Test
  void eachSecretIsTriedWhicheverItIs() {
    assertFound(0, both, FIRST, 2);
    assertFound(1, both, SECOND, 2);
    assertFound(NONE, both, "wrong", 2);
    assertFound(0, both.subList(0, 1), FIRST, 1);
    assertFound(NONE, both.subList(0, 1), SECOND, 1);
  }

  @Test
  void noSecretMakesTheWorkOfOne() {
    assertFound(NONE, List.of(), FIRST, 1);
    assertEquals(Rejected.Reason.NO_DIGEST_VERIFIER, find(List.of(), FIRST).otherwise());
  }

  @Test
  void aSecretThatCannotBeComparedMakesTheSameWork() {
    List<StoredSecret> before = secrets(Hashed.plain(Hashed.peppered(1, PEPPERS)));
    assertFound(NONE, before, FIRST, 2);
    assertEquals(Rejected.Reason.NO_DIGEST_VERIFIER, find(before, FIRST).otherwise());
    List<StoredSecret> mixed = List.of(before.get(0), both.get(1));
    assertFound(1, mixed, SECOND, 2);
    assertEquals(Rejected.Reason.WRONG_SECRET, find(mixed, FIRST).otherwise());
  }

  @Test
  void anotherRealmOrAlgorithmIsNoVerifier() {
    DigestSettings otherRealm =
        DigestSettings.of("Realm", DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
    DigestSettings otherAlgorithm = DigestSettings.of("realm", DigestAlgorithm.MD5);
    for (DigestSettings settings : List.of(otherRealm, otherAlgorithm)) {
      Ha1Comparison.Result result = find(secrets(Hashed.digest(settings, 1, PEPPERS)), FIRST);
      assertEquals(new Ha1Comparison.Result(NONE, Rejected.Reason.NO_DIGEST_VERIFIER), result);
    }
  }

  private void assertFound(int expected, List<StoredSecret> secrets, String clear, int work) {
    opened.clear();
    assertEquals(expected, find(secrets, clear).secret());
    assertEquals(Collections.nCopies(work, true), opened);
  }

  private Ha1Comparison.Result find(List<StoredSecret> secrets, String clear) {
    DigestClient client = new DigestClient(member(1).publicKey().value(), clear, "realm");
    DigestAnswer answer =
        DigestHeader.read(
                List.of(client.answer(DigestAlgorithm.SHA_256, "GET", "/", "nonce", "00000001")))
            .orElseThrow();
    return comparison.find(Hashed.packed(secrets), answer, "GET");
  }

  private static List<StoredSecret> secrets(Verifiers by) {
    ApiKey one = member(1);
    SecretInfo old = one.secrets().get(0);
    SecretInfo young = new SecretInfo(secretId(2), old.hint(), NOW, Optional.empty());
    ApiKey two = new ApiKey(one.identity(), one.settings(), List.of(old, young));
    return Hashed.key(by, two, PrivateKey.of(FIRST), PrivateKey.of(SECOND)).secrets();
  }
}

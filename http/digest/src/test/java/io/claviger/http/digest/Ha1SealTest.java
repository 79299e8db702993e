package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Peppers;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ha1SealTest {
  private static final SecretId ID = new SecretId("0".repeat(23) + "1");
  private static final byte[] OLD = DigestFixture.pepper(1);
  private static final byte[] NEW = DigestFixture.pepper(2);

  private final Ha1Seal seal = seal("realm", Peppers.of(1, OLD));

  @Property(tries = 200)
  void whatIsSealedCanBeOpened(@ForAll DigestAlgorithm algorithm, @ForAll int seed) {
    byte[] ha1 = ha1(algorithm, seed);
    Verifier verifier = seal.seal(ID, algorithm, ha1);
    assertArrayEquals(ha1, seal.open(verifier, ID, algorithm).orElseThrow());
    assertTrue(Ha1Seal.isFor(verifier, algorithm));
    assertTrue(verifier.encoded().length() <= 150, verifier.encoded().length() + " characters");
    assertTrue(
        verifier.encoded().matches("digest\\$1\\$" + algorithm.wireName() + "\\$[0-9A-Za-z_-]+"));
    assertEquals("Verifier[digest]", verifier.toString());
  }

  /** Nor one that base64 has bits for that mean nothing. */
  @Property(tries = 3000)
  void noCharacterCanBeChanged(
      @ForAll DigestAlgorithm algorithm,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll @IntRange(min = '!', max = '~') int character) {
    String encoded = seal.seal(ID, algorithm, ha1(algorithm, 1)).encoded();
    StringBuilder changed = new StringBuilder(encoded);
    changed.setCharAt(place % encoded.length(), (char) character);
    assertEquals(
        changed.toString().equals(encoded), opens(seal, changed.toString(), ID, algorithm));
  }

  @Test
  void itIsBoundToItsSecretRealmAlgorithmAndVersion() {
    String good = seal.seal(ID, DigestAlgorithm.SHA_256, ha1(DigestAlgorithm.SHA_256, 1)).encoded();
    Ha1Seal twice = seal("realm", Peppers.of(1, OLD).alsoVerifying(2, OLD));
    assertTrue(opens(twice, good, ID, DigestAlgorithm.SHA_256));
    assertFalse(opens(seal, good, new SecretId("0".repeat(23) + "2"), DigestAlgorithm.SHA_256));
    assertFalse(opens(seal, good, ID, DigestAlgorithm.MD5));
    assertFalse(
        opens(seal, good.replace("SHA-256", "SHA-512-256"), ID, DigestAlgorithm.SHA_512_256));
    assertFalse(opens(twice, good.replace("$1$", "$2$"), ID, DigestAlgorithm.SHA_256));
    assertFalse(opens(twice, good.replace("$1$", "$01$"), ID, DigestAlgorithm.SHA_256));
    assertFalse(opens(seal("Realm", Peppers.of(1, OLD)), good, ID, DigestAlgorithm.SHA_256));
    assertFalse(opens(seal("realm", Peppers.of(1, NEW)), good, ID, DigestAlgorithm.SHA_256));
    assertFalse(opens(seal("realm", Peppers.of(2, OLD)), good, ID, DigestAlgorithm.SHA_256));
  }

  @Test
  void oldPeppersStillOpenAndTheCurrentOneSeals() {
    Verifier old = seal.seal(ID, DigestAlgorithm.MD5, ha1(DigestAlgorithm.MD5, 1));
    Ha1Seal both = seal("realm", Peppers.of(2, NEW).alsoVerifying(1, OLD));
    Verifier young = both.seal(ID, DigestAlgorithm.MD5, ha1(DigestAlgorithm.MD5, 1));
    assertTrue(young.encoded().startsWith("digest$2$MD5$"));
    assertTrue(opens(both, old.encoded(), ID, DigestAlgorithm.MD5));
    assertFalse(both.isCurrentOrLater(old));
    assertTrue(both.isCurrentOrLater(young));
    Ha1Seal notYet = seal("realm", Peppers.of(1, OLD).alsoVerifying(2, NEW));
    assertTrue(notYet.isCurrentOrLater(young));
    assertFalse(seal.isCurrentOrLater(young), "it is not known there");
  }

  @Test
  void noTwoSealsAreTheSameAndNoneShowsWhatItHolds() {
    byte[] ha1 = ha1(DigestAlgorithm.MD5, 1);
    String first = seal.seal(ID, DigestAlgorithm.MD5, ha1).encoded();
    assertNotEquals(first, seal.seal(ID, DigestAlgorithm.MD5, ha1).encoded());
    byte[] sealed = Base64.getUrlDecoder().decode(first.split("\\$", -1)[3]);
    assertEquals(12 + 16 + 16, sealed.length);
    assertFalse(HexFormat.of().formatHex(sealed).contains(HexFormat.of().formatHex(ha1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digest",
        "digest$1$MD5",
        "digest$1$MD5$",
        "digest$1$MD5$AAAA",
        "digest$1$MD5$====",
        "digest$1$MD5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "digest$9$MD5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "digest$1$MD5$a$b",
        "$$$",
        "sha256$salt$hash",
      })
  void whatIsDamagedOpensForNobody(String encoded) {
    assertFalse(opens(seal, encoded, ID, DigestAlgorithm.MD5));
  }

  /** As they were stored once, and stay. */
  @ParameterizedTest
  @CsvSource({
    "MD5, HXZulEx-JVdG98QHDuKRlkdtaeSZog8xGudRSrnIRJdZGYK4SCX9nKk17Kc",
    "SHA_256, 26mbhIfSKDAyZ4SBhbrtC54iQljGXs2dQEuhg-TarZaySvYC_284MQ7aZOyX_SAkyNH40FJm7Dv_GktY",
    "SHA_512_256, _GjDPSqhSpdjdoM0CFduTSpLkEv9mjiWJeW8RCX8qAe67MuPG1jqPSrfeESafPj0ZEdKnu3HNbkH49fw"
  })
  void whatWasStoredOpens(DigestAlgorithm algorithm, String sealed) {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    String realm = "MMS Public API";
    Verifier stored = new Verifier("digest$1$" + algorithm.wireName() + "$" + sealed);
    Optional<byte[]> ha1 =
        seal(realm, Peppers.of(1, key))
            .open(stored, new SecretId("6b0b93214df6a44a404173b8"), algorithm);
    assertArrayEquals(
        DigestHash.ha1(algorithm, "vofhpuye", realm, "0fa8f34d-7a76-4e45-8ef2-543b838eb57b"),
        ha1.orElseThrow());
  }

  private static boolean opens(
      Ha1Seal seal, String encoded, SecretId id, DigestAlgorithm algorithm) {
    return seal.open(new Verifier(encoded), id, algorithm).isPresent();
  }

  private static Ha1Seal seal(String realm, Peppers peppers) {
    return new Ha1Seal(
        realm, new DigestKeys(peppers, "claviger digest verifier", "AES"), new SplittableRandom(7));
  }

  private static byte[] ha1(DigestAlgorithm algorithm, int seed) {
    byte[] ha1 = new byte[algorithm.bytes()];
    new SplittableRandom(seed).nextBytes(ha1);
    return ha1;
  }
}

package io.claviger.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.SecretId;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Verifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedSecretTest {
  private static final SecretId ID = new SecretId("0123456789abcdef01234567");

  /** Among them some that end almost as a hash does, but would be written otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "sha256$salt$__________________________________________8",
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A",
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/A",
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "sha256$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "other$",
        "?"
      })
  void everyVerifierIsTheSameText(String text) {
    assertEquals(List.of(new Verifier(text)), packed(text).toVerifiers());
  }

  @Test
  void eachVerifierKeepsItsPlace() {
    PackedSecret packed = packed("other$1", "sha256$s$" + "A".repeat(43), "other$2");

    assertEquals(3, packed.verifiers());
    assertEquals("other$2", packed.toVerifiers().get(2).encoded());
  }

  @Test
  void aFingerprintIsKnownByItsFirst16Bytes() {
    PackedSecret packed = packed("other$1");
    byte[] fingerprint = new byte[32];
    for (int i = 0; i < fingerprint.length; i++) {
      fingerprint[i] = (byte) (i + 1);
    }
    assertFalse(packed.hasFingerprint(fingerprint));
    packed.remember(fingerprint);
    for (int i = 0; i < fingerprint.length; i++) {
      fingerprint[i] ^= 1;
      assertEquals(i >= 16, packed.hasFingerprint(fingerprint));
      fingerprint[i] ^= 1;
    }
    assertTrue(packed.hasFingerprint(fingerprint));
    packed.remember(new byte[32]);
    assertFalse(packed.hasFingerprint(fingerprint));
    assertEquals(ID, packed.secretId());
    assertEquals(List.of(new Verifier("other$1")), packed.toVerifiers());
  }

  private static PackedSecret packed(String... verifiers) {
    return PackedSecret.of(
        new LookupSecret(
            ID,
            Optional.empty(),
            Optional.empty(),
            List.of(verifiers).stream().map(Verifier::new).toList()));
  }
}

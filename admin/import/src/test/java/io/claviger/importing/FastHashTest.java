package io.claviger.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Fast hashes are those of the JDK, with the salt on either side and in each spelling. */
class FastHashTest {
  private static final SecretId ID = new SecretId("0".repeat(24));
  private static final byte[] KEY = "a key of the old system".getBytes(UTF_8);

  private final ImportedVerifiers verifiers =
      ImportedVerifiers.builder().hmacKey("old", KEY).build();

  @Property(tries = 200)
  void aHashInEachSpellingAcceptsItsSecretOnly(
      @ForAll @StringLength(min = 1, max = 80) @CharRange(from = '!', to = '~') String secret,
      @ForAll @Size(max = 64) byte[] before,
      @ForAll @Size(max = 64) byte[] after,
      @ForAll @IntRange(max = 4) int algorithm)
      throws GeneralSecurityException {
    FastHash hash = hash(algorithm).saltBefore(before).saltAfter(after);
    byte[] digest = digest(algorithm, before, secret.getBytes(UTF_8), after);
    for (String spelling :
        List.of(
            HexFormat.of().formatHex(digest),
            HexFormat.of().withUpperCase().formatHex(digest),
            Base64.getEncoder().encodeToString(digest),
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest))) {
      ImportedHash stored = hash.stored(spelling);
      assertTrue(accepts(stored, secret));
      assertFalse(accepts(stored, secret + "x"));
      assertFalse(stored.isSlow());
    }
  }

  @Test
  void aDigestOfAnotherLengthIsRefused() {
    for (String digest : List.of("", "00", "0".repeat(63), "0".repeat(128), "?".repeat(43))) {
      assertThrows(InvalidValueException.class, () -> FastHash.sha256().stored(digest));
    }
    assertThrows(InvalidValueException.class, () -> FastHash.sha256().saltBefore(new byte[65]));
  }

  private boolean accepts(ImportedHash hash, String secret) {
    return verifiers.accepts(hash.verifier(), ID, PrivateKey.of(secret));
  }

  private static FastHash hash(int algorithm) {
    return switch (algorithm) {
      case 0 -> FastHash.sha256();
      case 1 -> FastHash.sha512();
      case 2 -> FastHash.sha3_256();
      case 3 -> FastHash.hmacSha256("old", KEY);
      default -> FastHash.hmacSha512("old", KEY);
    };
  }

  private static byte[] digest(int algorithm, byte[]... parts) throws GeneralSecurityException {
    if (algorithm < 3) {
      String name = List.of("SHA-256", "SHA-512", "SHA3-256").get(algorithm);
      MessageDigest digest = MessageDigest.getInstance(name);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    }
    Mac mac = Mac.getInstance(algorithm == 3 ? "HmacSHA256" : "HmacSHA512");
    mac.init(new SecretKeySpec(KEY, mac.getAlgorithm()));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }
}

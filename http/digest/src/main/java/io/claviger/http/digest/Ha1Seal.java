package io.claviger.http.digest;

import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals H(A1) in verifiers, {@code digest$version$algorithm$sealed}. H(A1) is encrypted with
 * AES-256-GCM under a key that is derived from a pepper. The encryption binds it to its secret,
 * realm, algorithm and version.
 */
class Ha1Seal {
  private static final String SCHEME = "digest";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final String realm;
  private final DigestKeys keys;
  private final RandomGenerator random;

  Ha1Seal(String realm, DigestKeys keys, RandomGenerator random) {
    this.realm = realm;
    this.keys = keys;
    this.random = random;
  }

  /** Returns a verifier that contains this H(A1), sealed under the current pepper. */
  Verifier seal(SecretId id, DigestAlgorithm algorithm, byte[] ha1) {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    String version = keys.current();
    byte[] context = context(version, id, algorithm);
    byte[] sealed = Arrays.copyOf(iv, IV_BYTES + ha1.length + TAG_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.currentKey(), sealed, context);
      cipher.doFinal(ha1, 0, ha1.length, sealed, IV_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
    return new Verifier(String.join("$", SCHEME, version, algorithm.wireName(), encode(sealed)));
  }

  /** Returns the H(A1) in the verifier, if it is for this secret, realm and algorithm. */
  Optional<byte[]> open(Verifier verifier, SecretId id, DigestAlgorithm algorithm) {
    String[] parts = verifier.encoded().split("\\$", -1);
    if (parts.length != 4 || !isFor(verifier, algorithm)) {
      return Optional.empty();
    }
    Optional<byte[]> sealed = decode(parts[3]);
    Optional<SecretKey> key = keys.key(parts[1]);
    return key.isPresent() && sealed.isPresent()
        ? open(key.get(), sealed.get(), context(parts[1], id, algorithm))
        : Optional.empty();
  }

  private static Optional<byte[]> open(SecretKey key, byte[] sealed, byte[] context) {
    if (sealed.length < IV_BYTES + TAG_BYTES) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, context);
      return Optional.of(cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES));
    } catch (GeneralSecurityException e) {
      // The verifier is damaged, or of another secret, realm, algorithm or pepper.
      return Optional.empty();
    }
  }

  /** Checks whether the verifier names this algorithm, in any realm. */
  static boolean isFor(Verifier verifier, DigestAlgorithm algorithm) {
    String[] parts = verifier.encoded().split("\\$", -1);
    return parts.length >= 3 && parts[0].equals(SCHEME) && parts[2].equals(algorithm.wireName());
  }

  /** Checks whether the verifier is under the current pepper or a later one that is known here. */
  boolean isCurrentOrLater(Verifier verifier) {
    String[] parts = verifier.encoded().split("\\$", -1);
    return parts.length > 1 && parts[0].equals(SCHEME) && keys.isCurrentOrLater(parts[1]);
  }

  /** Joins the parts by line breaks, which no part contains, so that each context is unique. */
  private byte[] context(String version, SecretId id, DigestAlgorithm algorithm) {
    String text = String.join("\n", version, id.value(), algorithm.wireName(), realm);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] sealed, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, sealed, 0, IV_BYTES));
    cipher.updateAAD(context);
    return cipher;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Decodes only the spelling that {@link #encode} writes. */
  private static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.lookup.PackedSecret;
import java.nio.charset.StandardCharsets;

/**
 * Knows a secret again that was verified before: by one block of SHA-256 for a pair and two for a
 * token, where a verifier takes more. What is remembered lies with the look-up that was used, so
 * whatever is read anew has to be verified anew. Thread-safe.
 */
public class Fingerprints {
  /** With the private half of a pair in one block. */
  private static final int SALT_BYTES = 12;

  private static final byte[] NO_ID = new byte[0];

  /** What another remembers, who may have other peppers, is nothing to this one. */
  private final byte[] salt;

  private final Sha256 sha256 = new Sha256();

  public Fingerprints(Entropy entropy) {
    this.salt = entropy.bytes(SALT_BYTES);
  }

  /** That of this secret. */
  byte[] of(PrivateKey presented) {
    return sha256.of(salt, NO_ID, presented.reveal().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The index of the secret that has it; {@link SecretHasher#NONE} if none is known to. */
  int find(PackedKey key, byte[] fingerprint) {
    int found = SecretHasher.NONE;
    int at = key.firstSecret();
    for (int i = 0; i < key.secretCount(); i++) {
      PackedSecret secret = key.secretAt(at);
      if (secret.hasFingerprint(fingerprint)) {
        found = i;
      }
      at = secret.end();
    }
    return found;
  }
}

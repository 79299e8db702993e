package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.lookup.PackedSecret;
import java.nio.charset.StandardCharsets;

/**
 * Knows a secret again that was verified before, by one short hash where a verifier takes up to
 * four. What is remembered lies with the key that was found, so that whatever is found anew after a
 * change has to be verified anew. Thread-safe.
 */
public final class Fingerprints {
  /** With this and the longest secret that is drawn here, SHA-256 has one block to do. */
  private static final int SALT_BYTES = 12;

  private static final byte[] NO_ID = new byte[0];

  /** Drawn anew by each: what one remembers, who may have other peppers, is nothing to another. */
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
    for (int i = 0; i < key.secrets(); i++) {
      PackedSecret secret = key.secretAt(at);
      if (secret.hasFingerprint(fingerprint)) {
        found = i;
      }
      at = secret.end();
    }
    return found;
  }
}

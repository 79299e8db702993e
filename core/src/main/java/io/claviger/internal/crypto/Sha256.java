package io.claviger.internal.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. Thread-safe. */
public final class Sha256 {
  private final ObjectPool<MessageDigest> digests = new ObjectPool<>(Sha256::make);

  /** Creates a hash whose pool is empty. */
  public Sha256() {}

  static MessageDigest make() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns the hash of a salt, the id of a secret, and its clear text, concatenated. The id may be
   * empty.
   */
  public byte[] of(byte[] salt, byte[] id, byte[] clear) {
    MessageDigest digest = digests.take();
    try {
      digest.update(salt);
      digest.update(id);
      byte[] hash = digest.digest(clear);
      // Clears the rest of the secret from the buffer now and not at the next use.
      digest.reset();
      digests.giveBack(digest);
      return hash;
    } catch (RuntimeException | Error e) {
      digests.discard(digest);
      throw e;
    }
  }
}

package io.claviger.internal.credential;

import io.claviger.internal.lookup.PackedText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. Thread-safe. */
final class Sha256 {
  private final Spares<MessageDigest> digests = new Spares<>(Sha256::make);

  private static MessageDigest make() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of the three, one after the other. */
  byte[] of(PackedText first, PackedText second, byte[] third) {
    MessageDigest digest = digests.take();
    try {
      digest.update(first.bytes(), first.from(), first.length());
      digest.update(second.bytes(), second.from(), second.length());
      byte[] hash = digest.digest(third);
      // What is left of the secret in its buffer goes now, not at the next use.
      digest.reset();
      digests.giveBack(digest);
      return hash;
    } catch (RuntimeException | Error e) {
      digests.discard(digest);
      throw e;
    }
  }
}

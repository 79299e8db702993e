package io.claviger.internal.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of texts that all begin alike: the beginning is hashed once, and each text goes on from a
 * copy. That is also faster than to ask the platform for a digest each time. Thread-safe.
 */
final class Sha256 {
  private final byte[] beginning;

  /** After the beginning; only ever copied. Null where the platform's digests cannot be. */
  private final @Nullable MessageDigest begun;

  /** Of texts that begin with this. */
  Sha256(byte[] beginning) {
    this.beginning = beginning;
    MessageDigest digest = fresh();
    this.begun = copy(digest) == null ? null : digest;
  }

  /** A digest that has read the beginning. */
  MessageDigest begin() {
    MessageDigest copy = begun == null ? null : copy(begun);
    return copy == null ? fresh() : copy;
  }

  private static @Nullable MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      return null;
    }
  }

  private MessageDigest fresh() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(beginning);
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;

/**
 * A hash of a secret that other software made, with everything that a check needs except keys of
 * HMAC. Immutable and thread-safe.
 */
public sealed interface StoredHash
    permits DigestHash, BcryptHash, Argon2Hash, Pbkdf2Hash, ScryptHash {
  /** Returns the name of the kind, such as {@code sha256} or {@code bcrypt}. */
  String kind();

  /** Returns the text that {@link Encoding#decode} reads: visible ASCII, in one spelling. */
  String encoded();

  /** Checks whether one check takes milliseconds on purpose. */
  default boolean isSlow() {
    return true;
  }

  /** Checks whether the hash was made from this secret, in constant time. */
  boolean accepts(PrivateKey presented, HmacKeys keys);
}

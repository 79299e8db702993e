package io.claviger.model;

import java.util.Objects;

/**
 * The public part of a credential, the "user name": 8 to 32 characters of 0-9a-z, unique in a store
 * and never changed. Pairs that this library makes have 8 letters, as in Atlas; tokens have 16
 * characters.
 */
public record PublicKey(String value) implements Comparable<PublicKey> {
  /** The maximum length of a public key, in characters. */
  public static final int MAX_LENGTH = Identifiers.MAX_PUBLIC_KEY;

  /**
   * Throws {@link InvalidValueException} if the text is not a public key. The message does not
   * repeat the text, since people confuse public and private keys.
   */
  public PublicKey {
    Identifiers.requirePublicKey(Objects.requireNonNull(value, "value"));
  }

  @Override
  public int compareTo(PublicKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

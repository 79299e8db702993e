package io.claviger.model;

/**
 * The public half of a credential, the "user name": 8 to 32 characters of 0-9a-z, unique in a store
 * and never changed. The pairs made by this library have 8 letters, as in Atlas, the tokens 16
 * characters.
 */
public record PublicKey(String value) implements Comparable<PublicKey> {
  /** The most characters of a public key. */
  public static final int MAX_LENGTH = Identifiers.MAX_PUBLIC_KEY;

  /**
   * Throws {@link InvalidValueException} if the text is no public key; the text is not repeated,
   * since people mix the two halves up.
   */
  public PublicKey {
    Identifiers.requirePublicKey(value);
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

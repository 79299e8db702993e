package io.claviger;

import io.claviger.internal.value.Identifiers;

/** Names one secret of a key: 24 lower-case hexadecimal digits. Not secret itself. */
public record SecretId(String value) implements Comparable<SecretId> {
  /** Throws {@link InvalidValue} if the text is no such id. */
  public SecretId {
    Identifiers.requireHex24(ErrorCode.INVALID_ATTRIBUTE, "secret id", value);
  }

  @Override
  public int compareTo(SecretId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

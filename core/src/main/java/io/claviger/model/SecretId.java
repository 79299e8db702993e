package io.claviger.model;

import java.util.Objects;

/** The id of a secret of a key: 24 lower-case hexadecimal digits. The id is not secret. */
public record SecretId(String value) implements Comparable<SecretId> {
  /** Throws {@link InvalidValueException} if the text is not such an id. */
  public SecretId {
    Objects.requireNonNull(value, "value");
    Identifiers.requireHex24(ErrorCode.INVALID_VALUE, "secret id", value);
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

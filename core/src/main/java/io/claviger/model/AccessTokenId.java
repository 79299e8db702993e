package io.claviger.model;

import java.util.Objects;

/**
 * The id of an access token: 24 lower-case hexadecimal digits, drawn at random. The id is not
 * secret.
 */
public record AccessTokenId(String value) implements Comparable<AccessTokenId> {
  /** Throws {@link InvalidValueException} if the text is not such an id. */
  public AccessTokenId {
    Objects.requireNonNull(value, "value");
    Identifiers.requireHex24(ErrorCode.INVALID_VALUE, "access token id", value);
  }

  @Override
  public int compareTo(AccessTokenId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

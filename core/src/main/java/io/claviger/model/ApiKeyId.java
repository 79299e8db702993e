package io.claviger.model;

import java.util.Objects;

/**
 * The id of an API key: 24 lower-case hexadecimal digits. The first 8 digits are the second of its
 * creation, so ids sort by age, to the second, until 2106. They are zero for a key that other
 * software issued. An id is not secret, and is not the {@link PublicKey}.
 */
public record ApiKeyId(String value) implements Comparable<ApiKeyId> {
  /** Throws {@link InvalidValueException} if the text is not such an id. */
  public ApiKeyId {
    Objects.requireNonNull(value, "value");
    Identifiers.requireHex24(ErrorCode.INVALID_API_KEY_ID, "API key id", value);
  }

  @Override
  public int compareTo(ApiKeyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

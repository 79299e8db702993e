package io.claviger.model;

/**
 * Names an API key: 24 lower-case hexadecimal digits, the first 8 of them the second of its
 * creation, so that ids sort by age, to the second, until 2106. Not secret; not the {@link
 * PublicKey}.
 */
public record ApiKeyId(String value) implements Comparable<ApiKeyId> {
  /** Throws {@link InvalidValueException} if the text is no such id. */
  public ApiKeyId {
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

package io.claviger.model;

/**
 * Names an organization: 1 to 32 characters of 0-9a-z. Made by the library (24 hexadecimal digits,
 * as in Atlas) unless the host brings its own.
 */
public record OrganizationId(String value) implements Comparable<OrganizationId> {
  /** Throws {@link InvalidValueException} if the text is no such id. */
  public OrganizationId {
    Identifiers.requireAlphanumeric(
        ErrorCode.INVALID_ORGANIZATION_ID, "organization id", value, 1, 32);
  }

  @Override
  public int compareTo(OrganizationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.claviger.model;

import java.util.Objects;

/**
 * The id of an organization: 1 to 32 characters of 0-9a-z. The library makes 24 hexadecimal digits,
 * as Atlas does, unless the application gives an id.
 */
public record OrganizationId(String value) implements Comparable<OrganizationId> {
  /** Throws {@link InvalidValueException} if the text is not such an id. */
  public OrganizationId {
    Objects.requireNonNull(value, "value");
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

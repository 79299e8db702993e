package io.claviger.model;

/**
 * The limits of an organization. The application sets them, not the owners of the organization.
 *
 * @param apiKeys the maximum number of keys; 0 or more. The first key, which is created with the
 *     organization, does not depend on it
 * @param whitelistEntries the maximum number of entries of one whitelist; 0 or more
 */
public record Limits(int apiKeys, int whitelistEntries) {
  /** Throws {@link InvalidValueException} for a negative limit. */
  public Limits {
    if (apiKeys < 0 || whitelistEntries < 0) {
      throw InvalidValueException.of(
          "limits", apiKeys + " keys, " + whitelistEntries + " entries", "must not be negative");
    }
  }

  /** Returns 500 keys and 200 entries. */
  public static Limits standard() {
    return new Limits(500, 200);
  }
}

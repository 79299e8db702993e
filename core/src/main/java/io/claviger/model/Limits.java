package io.claviger.model;

/**
 * How much an organization may hold. Set by the host, not by the organization's owners.
 *
 * @param apiKeys the most keys; 0 or more. The first one, with which an organization begins, is
 *     made whatever this says
 * @param whitelistEntries the most entries of one whitelist; 0 or more
 */
public record Limits(int apiKeys, int whitelistEntries) {
  /** Throws {@link InvalidValueException} for a negative limit. */
  public Limits {
    if (apiKeys < 0 || whitelistEntries < 0) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "limits",
          apiKeys + " keys, " + whitelistEntries + " entries",
          "must not be negative");
    }
  }

  /** 500 keys and 200 entries. */
  public static Limits standard() {
    return new Limits(500, 200);
  }
}

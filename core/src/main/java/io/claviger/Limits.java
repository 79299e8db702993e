package io.claviger;

/**
 * How much an organization may hold. Set by the host, not by the organization's owners.
 *
 * @param apiKeys the most keys; 0 or more. The first one, with which an organization begins, is
 *     made whatever this says
 * @param whitelistEntries the most entries of one whitelist; 0 or more
 */
public record Limits(int apiKeys, int whitelistEntries) {
  /** Throws {@link InvalidValue} for a negative limit. */
  public Limits {
    if (apiKeys < 0 || whitelistEntries < 0) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
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

package io.claviger.model;

/**
 * Counts that rules need without a query, kept with each change.
 *
 * @param apiKeys all keys of the organization
 * @param lastingOwners those for which {@link ApiKey#isLastingOwner()} holds
 */
public record OrganizationCounters(int apiKeys, int lastingOwners) {
  /** Throws {@link InvalidValueException} unless 0 &lt;= lasting owners &lt;= keys. */
  public OrganizationCounters {
    if (lastingOwners < 0 || apiKeys < lastingOwners) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "counters",
          apiKeys + " keys, " + lastingOwners + " lasting owners",
          "must satisfy 0 <= lasting owners <= keys");
    }
  }

  /** With so many more of each; a negative number means fewer. */
  public OrganizationCounters plus(int moreApiKeys, int moreLastingOwners) {
    return new OrganizationCounters(apiKeys + moreApiKeys, lastingOwners + moreLastingOwners);
  }
}

package io.claviger.model;

/**
 * The counts that rules need without a query. Each change updates them.
 *
 * @param apiKeys the number of all keys of the organization
 * @param lastingOwners the number of keys for which {@link ApiKey#isLastingOwner()} returns true
 */
public record OrganizationCounters(int apiKeys, int lastingOwners) {
  /** Throws {@link InvalidValueException} unless 0 &lt;= lasting owners &lt;= keys. */
  public OrganizationCounters {
    if (lastingOwners < 0 || apiKeys < lastingOwners) {
      throw InvalidValueException.of(
          "counters",
          apiKeys + " keys, " + lastingOwners + " lasting owners",
          "must satisfy 0 <= lasting owners <= keys");
    }
  }

  /** Returns these counters with more of each; a negative number means fewer. */
  public OrganizationCounters plus(int moreApiKeys, int moreLastingOwners) {
    return new OrganizationCounters(apiKeys + moreApiKeys, lastingOwners + moreLastingOwners);
  }
}

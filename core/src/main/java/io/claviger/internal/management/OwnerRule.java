package io.claviger.internal.management;

import io.claviger.ErrorCode;
import io.claviger.Organization;
import io.claviger.OrganizationCounters;
import io.claviger.RuleViolation;

/** The last lasting owner stays (Appendix B, row 3). */
final class OwnerRule {
  private OwnerRule() {}

  /** The counts after the change; refuses one that takes the last lasting owner away. */
  static OrganizationCounters apply(
      Situation situation, int moreKeys, int moreOwners, ErrorCode refusal) {
    Organization organization = situation.organization();
    OrganizationCounters after = organization.counters().plus(moreKeys, moreOwners);
    if (moreOwners < 0 && after.lastingOwners() == 0 && !situation.host().ownerOutside()) {
      throw new RuleViolation(
          refusal,
          "organization "
              + organization.id()
              + " would have no owner that lasts (enabled, no expiry, a secret without an end); make another key an owner first; if the organization limits lifetimes, lift that for it",
          organization.id().value());
    }
    return after;
  }
}

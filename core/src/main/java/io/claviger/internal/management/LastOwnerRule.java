package io.claviger.internal.management;

import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.RuleViolationException;

/** Computes the counters after a change. Refuses a change that removes the last lasting owner. */
public final class LastOwnerRule {
  private LastOwnerRule() {}

  public static OrganizationCounters created(OrganizationCounters before, ApiKey key) {
    return before.plus(1, owners(key));
  }

  static OrganizationCounters changed(DecisionInput input, ApiKey before, ApiKey after) {
    int moreOwners = owners(after) - owners(before);
    return counted(input, 0, moreOwners, ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED);
  }

  /**
   * Computes the counters after a leaked secret was deleted, which may be that of the last owner.
   */
  static OrganizationCounters leaked(DecisionInput input, ApiKey before, ApiKey after) {
    return input.organization().counters().plus(0, owners(after) - owners(before));
  }

  static OrganizationCounters deleted(DecisionInput input, ApiKey key) {
    return counted(input, -1, -owners(key), ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED);
  }

  private static int owners(ApiKey key) {
    return key.isLastingOwner() ? 1 : 0;
  }

  private static OrganizationCounters counted(
      DecisionInput input, int moreKeys, int moreOwners, ErrorCode refusal) {
    Organization organization = input.organization();
    OrganizationCounters after = organization.counters().plus(moreKeys, moreOwners);
    if (moreOwners < 0 && after.lastingOwners() == 0 && !input.answers().ownerOutside()) {
      throw new RuleViolationException(
          refusal,
          String.format(
              "organization %s would have no lasting owner (enabled, without expiry, with a secret"
                  + " without expiry); make another key an owner first; if the organization limits"
                  + " lifetimes, remove that limit for it",
              organization.id()),
          organization.id().value());
    }
    return after;
  }
}

package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.Revision;

/**
 * The version of an organization, by which a reader knows whether its state is the newest.
 *
 * @param revision moves with each change of the organization
 * @param endedTokens how many access tokens of the organization were ended before their time. It
 *     grows without a change of the organization, and never falls. A store without {@link
 *     EndedTokens} returns 0
 */
public record OrganizationVersion(Revision revision, long endedTokens) {
  /**
   * Checks the number. Throws {@link io.claviger.model.InvalidValueException} if it is negative.
   */
  public OrganizationVersion {
    Arguments.require(revision, "revision", endedTokens, "endedTokens");
    if (endedTokens < 0) {
      throw io.claviger.model.InvalidValueException.of(
          "number of ended tokens", endedTokens, "must be 0 or more");
    }
  }

  /** Returns the version of an organization without ended tokens. */
  public static OrganizationVersion of(Revision revision) {
    return new OrganizationVersion(revision, 0);
  }
}

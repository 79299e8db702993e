package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.Revision;

/**
 * The version of an organization, by which a reader knows whether its state is the newest.
 *
 * @param revision moves with each change of the organization
 * @param revokedTokens how many access tokens of the organization were revoked before their time.
 *     It grows without a change of the organization, and never falls. A store without {@link
 *     RevokedTokens} returns 0
 */
public record OrganizationVersion(Revision revision, long revokedTokens) {
  /**
   * Checks the number. Throws {@link io.claviger.model.InvalidValueException} if it is negative.
   */
  public OrganizationVersion {
    Arguments.require(revision, "revision", revokedTokens, "revokedTokens");
    if (revokedTokens < 0) {
      throw io.claviger.model.InvalidValueException.of(
          "number of revoked tokens", revokedTokens, "must be 0 or more");
    }
  }

  /** Returns the version of an organization without revoked tokens. */
  public static OrganizationVersion of(Revision revision) {
    return new OrganizationVersion(revision, 0);
  }
}

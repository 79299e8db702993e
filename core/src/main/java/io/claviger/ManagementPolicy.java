package io.claviger;

import java.util.Objects;

/**
 * What a host decides for all its organizations.
 *
 * @param roles the roles that may be assigned
 * @param limits what a new organization may hold
 * @param openBlocks whether a whitelist may list blocks of prefix length 0 and the unspecified
 *     address
 * @param whitelistEditsNeedWhitelist whether a key without whitelist is refused to change
 *     whitelists, as in Atlas
 */
public record ManagementPolicy(
    Roles roles, Limits limits, boolean openBlocks, boolean whitelistEditsNeedWhitelist) {
  /** No part may be null. */
  public ManagementPolicy {
    Objects.requireNonNull(roles, "roles");
    Objects.requireNonNull(limits, "limits");
  }

  /**
   * The roles of Atlas, 500 keys and 200 entries, no open blocks, and a key needs a whitelist to
   * change one.
   */
  public static ManagementPolicy standard() {
    return new ManagementPolicy(Roles.atlas(), Limits.standard(), false, true);
  }

  /** With this registry of roles. */
  public ManagementPolicy withRoles(Roles newRoles) {
    return new ManagementPolicy(newRoles, limits, openBlocks, whitelistEditsNeedWhitelist);
  }

  /** With these limits for new organizations. */
  public ManagementPolicy withLimits(Limits newLimits) {
    return new ManagementPolicy(roles, newLimits, openBlocks, whitelistEditsNeedWhitelist);
  }

  /** Lets whitelists list 0.0.0.0/0, ::/0 and the unspecified address. */
  public ManagementPolicy allowOpenBlocks() {
    return new ManagementPolicy(roles, limits, true, whitelistEditsNeedWhitelist);
  }

  /** Lets a key without whitelist change whitelists. */
  public ManagementPolicy allowWhitelistEditsWithoutWhitelist() {
    return new ManagementPolicy(roles, limits, openBlocks, false);
  }
}

package io.claviger;

import java.util.Objects;

/**
 * What a host decides for all its organizations.
 *
 * @param roles the roles that may be assigned
 * @param limits what a new organization may hold
 * @param secrets how keys may be rotated
 * @param openBlocks whether a whitelist may list blocks of prefix length 0 and the unspecified
 *     address
 * @param whitelistEditsNeedWhitelist whether a key without whitelist is refused to change
 *     whitelists, as in Atlas
 */
public record ManagementPolicy(
    Roles roles,
    Limits limits,
    SecretPolicy secrets,
    boolean openBlocks,
    boolean whitelistEditsNeedWhitelist) {
  /** No part may be null. */
  public ManagementPolicy {
    Objects.requireNonNull(roles, "roles");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(secrets, "secrets");
  }

  /**
   * The roles of Atlas, 500 keys and 200 entries, two live secrets, no open blocks, and a key needs
   * a whitelist to change one.
   */
  public static ManagementPolicy standard() {
    return new ManagementPolicy(
        Roles.atlas(), Limits.standard(), SecretPolicy.standard(), false, true);
  }

  /** With this registry of roles. */
  public ManagementPolicy withRoles(Roles newRoles) {
    return new ManagementPolicy(newRoles, limits, secrets, openBlocks, whitelistEditsNeedWhitelist);
  }

  /** With these limits for new organizations. */
  public ManagementPolicy withLimits(Limits newLimits) {
    return new ManagementPolicy(roles, newLimits, secrets, openBlocks, whitelistEditsNeedWhitelist);
  }

  /** With these rules for secrets. */
  public ManagementPolicy withSecrets(SecretPolicy newSecrets) {
    return new ManagementPolicy(roles, limits, newSecrets, openBlocks, whitelistEditsNeedWhitelist);
  }

  /** Lets whitelists list 0.0.0.0/0, ::/0 and the unspecified address. */
  public ManagementPolicy allowOpenBlocks() {
    return new ManagementPolicy(roles, limits, secrets, true, whitelistEditsNeedWhitelist);
  }

  /** Lets a key without whitelist change whitelists. */
  public ManagementPolicy allowWhitelistEditsWithoutWhitelist() {
    return new ManagementPolicy(roles, limits, secrets, openBlocks, false);
  }
}

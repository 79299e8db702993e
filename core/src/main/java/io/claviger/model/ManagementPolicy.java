package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;

/**
 * The decisions of an application for all its organizations.
 *
 * @param roles the roles that may be assigned
 * @param limits what a new organization may hold
 * @param mostSecrets how many secrets of a key may be live at the same time; 1 to 100
 * @param selfRotation whether a key that is not an owner may rotate itself. If so, a stolen key can
 *     stay valid after the theft is discovered
 * @param openBlocks whether a whitelist may list blocks of prefix length 0 and the unspecified
 *     address
 * @param leastPrefixIpv4 the prefix length of the widest IPv4 block that can be added to a
 *     whitelist, 0 to 32; 0 for no such rule
 * @param leastPrefixIpv6 the same for IPv6, 0 to 128
 */
public record ManagementPolicy(
    Roles roles,
    Limits limits,
    int mostSecrets,
    boolean selfRotation,
    boolean openBlocks,
    int leastPrefixIpv4,
    int leastPrefixIpv6) {
  /** Throws {@link InvalidValueException} for a prefix length out of range. */
  public ManagementPolicy {
    Arguments.require(roles, "roles", limits, "limits");
    if (mostSecrets < 1 || mostSecrets > 100) {
      throw InvalidValueException.of("most live secrets", mostSecrets, "must be 1 to 100");
    }
    requirePrefix(IpAddress.Family.IPV4, leastPrefixIpv4);
    requirePrefix(IpAddress.Family.IPV6, leastPrefixIpv6);
  }

  /**
   * Returns the default policy: the built-in roles, 500 keys, 200 entries and two live secrets.
   * Open blocks are refused, but there is no other rule on the width of blocks.
   */
  public static ManagementPolicy standard() {
    return new ManagementPolicy(Roles.builtIn(), Limits.standard(), 2, false, false, 0, 0);
  }

  /** Returns this policy with another registry of roles. */
  public ManagementPolicy withRoles(Roles newRoles) {
    return with(newRoles, limits, mostSecrets);
  }

  /** Returns this policy with these limits for new organizations. */
  public ManagementPolicy withLimits(Limits newLimits) {
    return with(roles, newLimits, mostSecrets);
  }

  /** Lets a key have so many live secrets, 1 to 100. */
  public ManagementPolicy withMostSecrets(int most) {
    return with(roles, limits, most);
  }

  /**
   * Lets a key that is not an owner rotate itself. Then a stolen key can stay valid after the theft
   * is discovered.
   */
  public ManagementPolicy allowSelfRotation() {
    return with(true, openBlocks);
  }

  /** Returns this policy, but whitelists may list 0.0.0.0/0, ::/0 and the unspecified address. */
  public ManagementPolicy allowOpenBlocks() {
    return with(selfRotation, true);
  }

  /**
   * Returns this policy, but blocks that are wider than these cannot be added to a whitelist.
   * Existing entries stay. The rule also applies with {@link #allowOpenBlocks}.
   *
   * @param ipv4 the least prefix length of an IPv4 block, such as 8; 0 for no such rule
   * @param ipv6 the least prefix length of an IPv6 block, such as 32; 0 for no such rule
   */
  public ManagementPolicy withLeastPrefixes(int ipv4, int ipv6) {
    return new ManagementPolicy(roles, limits, mostSecrets, selfRotation, openBlocks, ipv4, ipv6);
  }

  /** Returns the least prefix length of a block of this family. */
  public int leastPrefix(IpAddress.Family family) {
    Objects.requireNonNull(family, "family");
    return family == IpAddress.Family.IPV4 ? leastPrefixIpv4 : leastPrefixIpv6;
  }

  private ManagementPolicy with(Roles newRoles, Limits newLimits, int most) {
    return new ManagementPolicy(
        newRoles, newLimits, most, selfRotation, openBlocks, leastPrefixIpv4, leastPrefixIpv6);
  }

  private ManagementPolicy with(boolean rotation, boolean open) {
    return new ManagementPolicy(
        roles, limits, mostSecrets, rotation, open, leastPrefixIpv4, leastPrefixIpv6);
  }

  private static void requirePrefix(IpAddress.Family family, int length) {
    if (length < 0 || length > family.bits()) {
      throw InvalidValueException.of(
          "least prefix length of " + family + " blocks",
          length,
          "must be 0 to " + family.bits() + "; 0 for no such rule");
    }
  }
}

package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The decisions of an application for all its organizations. Immutable. */
public final class ManagementPolicy {
  private final Roles roles;
  private final Limits limits;
  private final int maxSecrets;
  private final boolean selfRotation;
  private final boolean openBlocks;
  private final int minPrefixIpv4;
  private final int minPrefixIpv6;

  private ManagementPolicy(
      Roles roles,
      Limits limits,
      int maxSecrets,
      boolean selfRotation,
      boolean openBlocks,
      int minPrefixIpv4,
      int minPrefixIpv6) {
    Arguments.require(roles, "roles", limits, "limits");
    if (maxSecrets < 1 || maxSecrets > 100) {
      throw InvalidValueException.of("most live secrets", maxSecrets, "must be 1 to 100");
    }
    requirePrefix(IpAddress.Family.IPV4, minPrefixIpv4);
    requirePrefix(IpAddress.Family.IPV6, minPrefixIpv6);
    this.roles = roles;
    this.limits = limits;
    this.maxSecrets = maxSecrets;
    this.selfRotation = selfRotation;
    this.openBlocks = openBlocks;
    this.minPrefixIpv4 = minPrefixIpv4;
    this.minPrefixIpv6 = minPrefixIpv6;
  }

  /**
   * Returns the default policy: the built-in roles, 500 keys, 200 entries and two live secrets.
   * Open blocks are refused, but there is no other rule on the width of blocks.
   */
  public static ManagementPolicy standard() {
    return new ManagementPolicy(Roles.builtIn(), Limits.standard(), 2, false, false, 0, 0);
  }

  /** Returns the roles that may be assigned. */
  public Roles roles() {
    return roles;
  }

  /** Returns what a new organization may hold. */
  public Limits limits() {
    return limits;
  }

  /** Returns how many secrets of a key may be live at the same time; 1 to 100. */
  public int maxSecrets() {
    return maxSecrets;
  }

  /**
   * Checks whether a key that is not an owner may rotate itself. If so, a stolen key can stay valid
   * after the theft is discovered.
   */
  public boolean allowsSelfRotation() {
    return selfRotation;
  }

  /** Checks whether a whitelist may list blocks of prefix length 0 and the unspecified address. */
  public boolean allowsOpenBlocks() {
    return openBlocks;
  }

  /** Returns the minimum prefix length of a block of this family. */
  public int minPrefixLength(IpAddress.Family family) {
    Objects.requireNonNull(family, "family");
    return family == IpAddress.Family.IPV4 ? minPrefixIpv4 : minPrefixIpv6;
  }

  /** Returns this policy with another registry of roles. */
  public ManagementPolicy withRoles(Roles newRoles) {
    return new ManagementPolicy(
        newRoles, limits, maxSecrets, selfRotation, openBlocks, minPrefixIpv4, minPrefixIpv6);
  }

  /** Returns this policy with these limits for new organizations. */
  public ManagementPolicy withLimits(Limits newLimits) {
    return new ManagementPolicy(
        roles, newLimits, maxSecrets, selfRotation, openBlocks, minPrefixIpv4, minPrefixIpv6);
  }

  /**
   * Lets a key have so many live secrets, 1 to 100.
   *
   * @throws InvalidValueException for a number out of range
   */
  public ManagementPolicy withMaxSecrets(int most) {
    return new ManagementPolicy(
        roles, limits, most, selfRotation, openBlocks, minPrefixIpv4, minPrefixIpv6);
  }

  /**
   * Lets a key that is not an owner rotate itself. Then a stolen key can stay valid after the theft
   * is discovered.
   */
  public ManagementPolicy allowSelfRotation() {
    return new ManagementPolicy(
        roles, limits, maxSecrets, true, openBlocks, minPrefixIpv4, minPrefixIpv6);
  }

  /** Returns this policy, but whitelists may list 0.0.0.0/0, ::/0 and the unspecified address. */
  public ManagementPolicy allowOpenBlocks() {
    return new ManagementPolicy(
        roles, limits, maxSecrets, selfRotation, true, minPrefixIpv4, minPrefixIpv6);
  }

  /**
   * Returns this policy, but blocks that are wider than these cannot be added to a whitelist.
   * Existing entries stay. The rule also applies with {@link #allowOpenBlocks}.
   *
   * @param ipv4 the minimum prefix length of an IPv4 block, such as 8; 0 for no such rule
   * @param ipv6 the minimum prefix length of an IPv6 block, such as 32; 0 for no such rule
   */
  public ManagementPolicy withMinPrefixLengths(int ipv4, int ipv6) {
    return new ManagementPolicy(roles, limits, maxSecrets, selfRotation, openBlocks, ipv4, ipv6);
  }

  private static void requirePrefix(IpAddress.Family family, int length) {
    if (length < 0 || length > family.bits()) {
      throw InvalidValueException.of(
          "minimum prefix length of " + family + " blocks",
          length,
          "must be 0 to " + family.bits() + "; 0 for no such rule");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ManagementPolicy that
        && roles.equals(that.roles)
        && limits.equals(that.limits)
        && maxSecrets == that.maxSecrets
        && selfRotation == that.selfRotation
        && openBlocks == that.openBlocks
        && minPrefixIpv4 == that.minPrefixIpv4
        && minPrefixIpv6 == that.minPrefixIpv6;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        roles, limits, maxSecrets, selfRotation, openBlocks, minPrefixIpv4, minPrefixIpv6);
  }

  @Override
  public String toString() {
    return "ManagementPolicy[roles=%s, limits=%s, maxSecrets=%s, selfRotation=%s, openBlocks=%s, minPrefixIpv4=%s, minPrefixIpv6=%s]"
        .formatted(
            roles, limits, maxSecrets, selfRotation, openBlocks, minPrefixIpv4, minPrefixIpv6);
  }
}

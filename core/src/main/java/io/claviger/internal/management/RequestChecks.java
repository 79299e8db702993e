package io.claviger.internal.management;

import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import io.claviger.model.WhitelistEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rules about requests that hold for every caller. */
final class RequestChecks {
  private RequestChecks() {}

  /**
   * Requires that the roles are registered, and that their projects belong to the organization
   * (Appendix B, row 28).
   */
  static void requireAssignable(Collection<RoleAssignment> assignments, Situation situation) {
    for (RoleAssignment assignment : assignments) {
      situation.policy().roles().require(assignment);
      requireExists(assignment.scope(), situation);
    }
  }

  /** Requires that a project belongs to the organization, as the application reports. */
  static void requireExists(Scope scope, Situation situation) {
    if (scope instanceof Scope.Project project
        && !situation.answers().projects().contains(project.id())) {
      throw NotFoundException.project(situation.organization().id(), project.id());
    }
  }

  /** Returns these roles, with ORG_MEMBER if none of them is on the organization. */
  static SortedSet<RoleAssignment> withMembership(Collection<RoleAssignment> roles) {
    SortedSet<RoleAssignment> all = new TreeSet<>(roles);
    if (all.stream().noneMatch(role -> role.scope() instanceof Scope.Organization)) {
      all.add(RoleAssignment.onOrganization(Role.ORG_MEMBER));
    }
    return all;
  }

  /** Requires an expiry in the future, within the longest lifetime in the organization. */
  static void requireExpiry(Optional<Instant> expiresAt, Situation situation) {
    expiresAt.ifPresent(at -> requireFuture(at, situation.now()));
    Optional<Duration> longest = situation.organization().settings().maximumLifetime();
    Optional<Instant> last = longest.map(situation.now()::plus);
    if (last.isPresent() && (expiresAt.isEmpty() || expiresAt.get().isAfter(last.get()))) {
      throw new RuleViolationException(
          ErrorCode.LIFETIME_TOO_LONG,
          "a key of organization "
              + situation.organization().id()
              + " may last "
              + longest.get()
              + " from now on; set an expiry up to "
              + last.get(),
          longest.get().toString());
    }
  }

  private static void requireFuture(Instant expiresAt, Instant now) {
    if (!now.isBefore(expiresAt)) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "expiry",
          expiresAt.toString(),
          "is not after now (" + now + "); to end a key at once, disable or revoke it");
    }
  }

  /**
   * Returns new entries for these blocks. The policy decides whether these blocks are refused:
   *
   * <ul>
   *   <li>blocks of all addresses
   *   <li>the unspecified address (row 9)
   *   <li>blocks whose prefix is shorter than the least one
   * </ul>
   */
  static List<WhitelistEntry> entries(
      Collection<CidrBlock> blocks, ManagementPolicy policy, Instant now, long addedIn) {
    for (CidrBlock block : blocks) {
      boolean unspecified = block.singleAddress().isPresent() && block.network().isUnspecified();
      if (!policy.openBlocks() && (block.prefixLength() == 0 || unspecified)) {
        throw unfit(
            block,
            "cannot be on a whitelist; name the blocks that you mean, or allow it in the policy");
      }
      requireSmall(block, policy);
    }
    return blocks.stream().map(block -> new WhitelistEntry(block, now, addedIn)).toList();
  }

  private static void requireSmall(CidrBlock block, ManagementPolicy policy) {
    IpAddress.Family family = block.network().family();
    int least = policy.leastPrefix(family);
    if (block.prefixLength() < least) {
      String name = family == IpAddress.Family.IPV4 ? "IPv4" : "IPv6";
      throw unfit(
          block,
          "is too wide for a whitelist, where an "
              + name
              + " block has a prefix length of at least "
              + least
              + "; name smaller blocks, or change the policy");
    }
  }

  private static RuleViolationException unfit(CidrBlock block, String rule) {
    return new RuleViolationException(
        ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST, block + " " + rule, block.toString());
  }

  /** Requires that a whitelist keeps the limit of its organization (row 12). */
  static void requireRoom(int entries, OrganizationId organization, int limit) {
    if (entries > limit) {
      throw new RuleViolationException(
          ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
          "a whitelist of organization "
              + organization
              + " has at most "
              + limit
              + " entries, this one would have "
              + entries
              + "; merge neighbouring blocks or remove some",
          Integer.toString(limit));
    }
  }
}

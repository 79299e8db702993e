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

/** Rules on what is asked for that hold whoever asks. */
final class RequestChecks {
  private RequestChecks() {}

  /** Roles are registered, and their projects belong to the organization (Appendix B, row 28). */
  static void requireAssignable(Collection<RoleAssignment> assignments, Situation situation) {
    for (RoleAssignment assignment : assignments) {
      situation.policy().roles().require(assignment);
      requireExists(assignment.scope(), situation);
    }
  }

  /** A project is one of the organization, says the host. */
  static void requireExists(Scope scope, Situation situation) {
    if (scope instanceof Scope.Project project
        && !situation.host().projects().contains(project.id())) {
      throw NotFoundException.project(situation.organization().id(), project.id());
    }
  }

  /** These roles, and that of a member where none of them is on the organization. */
  static SortedSet<RoleAssignment> withMembership(Collection<RoleAssignment> roles) {
    SortedSet<RoleAssignment> all = new TreeSet<>(roles);
    if (all.stream().noneMatch(role -> role.scope() instanceof Scope.Organization)) {
      all.add(RoleAssignment.onOrganization(Role.ORG_MEMBER));
    }
    return all;
  }

  /** The expiry of a key lies ahead, and no further than the organization allows. */
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
          "is not after now (" + now + "); to end a key at once, disable or delete it");
    }
  }

  /**
   * New entries for these blocks. Policy refuses blocks that admit everybody, the unspecified
   * address (row 9), and blocks that are wider than it says.
   */
  static List<WhitelistEntry> entries(
      Collection<CidrBlock> blocks, ManagementPolicy policy, Instant now, long addedIn) {
    for (CidrBlock block : blocks) {
      boolean unspecified = block.singleAddress().isPresent() && block.network().isUnspecified();
      if (!policy.openBlocks() && (block.prefixLength() == 0 || unspecified)) {
        throw unfit(
            block, "cannot be on a whitelist; name the blocks you mean, or allow it by policy");
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

  /** A whitelist keeps to the limit of its organization (row 12). */
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

package io.claviger.internal.management;

import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NotFoundException;
import io.claviger.model.Organization;
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

  /** Requires that the roles are registered, and that their projects belong to the organization. */
  static void requireAssignable(Collection<RoleAssignment> assignments, DecisionInput input) {
    for (RoleAssignment assignment : assignments) {
      input.policy().roles().require(assignment);
      requireExists(assignment.scope(), input);
    }
  }

  /** Requires that a project belongs to the organization, as the application reports. */
  static void requireExists(Scope scope, DecisionInput input) {
    if (scope instanceof Scope.Project project && !input.answers().hasProject(project.id())) {
      throw NotFoundException.project(input.organization().id(), project.id());
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

  /** Requires that a change leaves no more roles than a key may have, or had before. */
  static void requireRoleCount(SortedSet<RoleAssignment> after, SortedSet<RoleAssignment> before) {
    if (after.size() > Math.max(ApiKeySettings.MAX_ROLES, before.size())) {
      throw InvalidValueException.of(
          "roles",
          after.size() + " roles",
          "a key has at most "
              + ApiKeySettings.MAX_ROLES
              + " roles; remove some, or divide them between several keys");
    }
  }

  /** Returns those of the roles that are not among the others. */
  static SortedSet<RoleAssignment> without(
      Collection<RoleAssignment> roles, Collection<RoleAssignment> others) {
    SortedSet<RoleAssignment> rest = new TreeSet<>(roles);
    rest.removeAll(others);
    return rest;
  }

  /** Requires an expiry in the future, within the longest lifetime in the organization. */
  static void requireExpiry(Optional<Instant> expiresAt, DecisionInput input) {
    requireLater(expiresAt, input);
    Optional<Duration> longest = input.organization().settings().maxLifetime();
    Optional<Instant> last = longest.map(input.now()::plus);
    if (lastsLonger(expiresAt, last)) {
      throw new RuleViolationException(
          ErrorCode.LIFETIME_TOO_LONG,
          String.format(
              "a key of organization %s may last %s from now on; set an expiry up to %s",
              input.organization().id(), longest.get(), last.get()),
          longest.get().toString());
    }
  }

  /** Requires an expiry in the future, of a key or of a secret. */
  static void requireLater(Optional<Instant> expiresAt, DecisionInput input) {
    if (expiresAt.isPresent() && !input.now().isBefore(expiresAt.get())) {
      throw InvalidValueException.of(
          "expiry",
          expiresAt.get(),
          "is not after now (" + input.now() + "); to end a key at once, disable or revoke it");
    }
  }

  /** Checks whether an expiry is later than the other one. An empty expiry never comes. */
  static boolean lastsLonger(Optional<Instant> expiry, Optional<Instant> other) {
    return other.isPresent() && (expiry.isEmpty() || expiry.get().isAfter(other.get()));
  }

  /**
   * Returns new entries for these blocks. The policy decides whether these blocks are refused:
   *
   * <ul>
   *   <li>blocks of all addresses
   *   <li>the unspecified address
   *   <li>blocks whose prefix is shorter than the least one
   * </ul>
   */
  static List<WhitelistEntry> entries(
      Collection<CidrBlock> blocks, ManagementPolicy policy, Instant now, long addedIn) {
    for (CidrBlock block : blocks) {
      boolean unspecified = block.singleAddress().isPresent() && block.network().isUnspecified();
      if (!policy.allowsOpenBlocks() && (block.prefixLength() == 0 || unspecified)) {
        throw unfit(
            block,
            "cannot be on a whitelist; name the blocks that you mean, or allow it in the policy");
      }
      IpAddress.Family family = block.network().family();
      int least = policy.minPrefixLength(family);
      if (block.prefixLength() < least) {
        String name = family == IpAddress.Family.IPV4 ? "IPv4" : "IPv6";
        throw unfit(
            block,
            String.format(
                "is too wide for a whitelist, where an %s block has a prefix length of at least %s;"
                    + " name smaller blocks, or change the policy",
                name, least));
      }
    }
    return blocks.stream().map(block -> new WhitelistEntry(block, now, addedIn)).toList();
  }

  private static RuleViolationException unfit(CidrBlock block, String rule) {
    return new RuleViolationException(
        ErrorCode.BLOCK_NOT_ALLOWED_ON_WHITELIST, block + " " + rule, block.toString());
  }

  /** Requires that a whitelist keeps the limit of its organization. */
  static void requireRoom(int entries, Organization organization) {
    int limit = organization.settings().limits().whitelistEntries();
    if (entries > limit) {
      throw new RuleViolationException(
          ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
          String.format(
              "a whitelist of organization %s has at most %s entries, this one would"
                  + " have %s; merge neighbouring blocks or remove some",
              organization.id(), limit, entries),
          Integer.toString(limit));
    }
  }
}

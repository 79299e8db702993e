package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The rule that an owner of the organization manages every key, and a key manages itself, but gains
 * nothing by itself: no role, no later expiry, no higher rate. It changes its whitelist only from
 * an address that is on it. So nobody can keep a stolen key alive after it was discovered. Only
 * somebody at one of its addresses can add others.
 */
final class OwnerOrItself {
  private OwnerOrItself() {}

  /** Checks whether the caller is an owner of the organization, or this key. */
  static boolean holds(CallerRights rights, ApiKeyId key) {
    return rights.isOwner() || rights.is(key);
  }

  /**
   * Refuses callers that are neither an owner of the organization nor this key.
   *
   * @param action the call in words, such as "read another key"
   * @throws RuleViolationException with {@code NOT_ALLOWED}
   */
  static void require(CallerRights rights, ApiKeyId key, String action) {
    if (!holds(rights, key)) {
      throw CallerRights.notAllowed(action);
    }
  }

  /** Does the same as {@link #require} for the whitelist of a key, which has its own refusal. */
  static void requireForWhitelist(CallerRights rights, ApiKeyId key) {
    if (!holds(rights, key)) {
      throw new RuleViolationException(
          ErrorCode.WHITELIST_ACCESS_DENIED,
          "a whitelist is accessible to its own key and to owners of the organization;"
              + " call as one of them");
    }
  }

  /**
   * Requires that a calling key has a whitelist, since keys change whitelists only from an address
   * on their own. {@link CallerRights#judge} has checked the address.
   */
  static void requireOwnWhitelist(CallerRights rights, DecisionInput input) {
    if (rights.isUnlistedKey()) {
      throw new RuleViolationException(
          ErrorCode.OPERATION_REQUIRES_WHITELIST,
          "a key without whitelist cannot change whitelists; an owner that is a user, or"
              + " a key that has one, must add the first entry",
          ((Caller.Key) input.caller()).address().toString());
    }
  }

  /** Requires that the roles can be assigned, and that the caller holds them. */
  static void requireGrantable(
      Collection<RoleAssignment> roles, CallerRights rights, DecisionInput input) {
    RequestChecks.requireAssignable(roles, input);
    for (RoleAssignment role : roles) {
      if (!rights.holds(role)) {
        throw notGranted(
            role,
            "the caller does not hold %s and cannot grant it; ask an owner of the organization");
      }
    }
  }

  /** Refuses a change by which a key that is not an owner gains roles. */
  static void requireNoneGained(SortedSet<RoleAssignment> gained) {
    if (!gained.isEmpty()) {
      throw notGranted(
          gained.first(),
          "a key that is not an owner can only drop roles, not gain %s; ask an owner");
    }
  }

  /**
   * Refuses a change of labels, or one by which a key reaches further. Only for callers that are
   * not owners.
   */
  static void requireNarrower(ApiKey before, ApiKey after, SortedSet<RoleAssignment> gained) {
    if (!before.labels().equals(after.labels())) {
      throw CallerRights.notAllowed("change its own labels");
    }
    requireNoneGained(gained);
    if ((after.isEnabled() && !before.isEnabled())
        || RequestChecks.lastsLonger(after.expiresAt(), before.expiresAt())
        || allowsMore(after.rateLimit(), before.rateLimit())) {
      throw extending(
          "a key that is not an owner can disable itself, expire earlier or lower its rate limit,"
              + " but not the reverse; ask an owner");
    }
  }

  /** Refuses a rotation by a key that is not an owner, unless the policy allows it. */
  static void requireMayRotate(CallerRights rights, DecisionInput input) {
    if (!rights.isOwner() && !input.policy().allowsSelfRotation()) {
      throw extending(
          "a key that is not an owner cannot rotate itself; ask an owner, or allow it in"
              + " the policy");
    }
  }

  /**
   * Refuses to delete a secret whose first use other secrets wait for, by a key that is not an
   * owner. Without it they would last longer.
   */
  static void requireNoneWaiting(CallerRights rights, ApiKey key, SecretId deleted) {
    if (!rights.isOwner() && !SecretRules.waiting(key, deleted).isEmpty()) {
      throw extending(
          String.format(
              "other secrets of key %s expire after the first use of %s, and would last"
                  + " longer without it; ask an owner, or delete those first",
              key.id(), deleted));
    }
  }

  /**
   * Requires that a key created by a key that is not an owner does not last longer, is not used
   * more often, and does not work from other addresses than its creator.
   */
  static void requireWithinReach(NewApiKey request, CallerRights rights, DecisionInput input) {
    if (rights.isOwner() || !(input.caller() instanceof Caller.Key caller)) {
      return;
    }
    ApiKey self = rights.self().orElseThrow();
    Optional<Instant> end = expiryOfCaller(self, caller, input.now());
    if (RequestChecks.lastsLonger(request.expiresAt(), end)) {
      throw reachingFurther(
          "must expire no later than "
              + end.get()
              + ", when the calling key or its secret expires; set such an expiry");
    }
    if (allowsMore(request.rateLimit(), self.rateLimit())) {
      throw reachingFurther(
          self.rateLimit()
              .map(limit -> "must have a rate limit within " + limit + "; set such a limit")
              .orElse("must have no rate limit, as the calling key has none; leave it out"));
    }
    List<WhitelistEntry> own = self.whitelist().entries();
    if (!own.isEmpty() && (request.whitelist().isEmpty() || !areWithin(request.whitelist(), own))) {
      throw reachingFurther(
          "must have a whitelist, with blocks inside those of the calling key only; name"
              + " such blocks");
    }
  }

  /**
   * Returns when the calling key or the secret that it used expires, whichever is earlier. A secret
   * that waits for the first use of a newer one is treated as if that use were now.
   */
  private static Optional<Instant> expiryOfCaller(ApiKey self, Caller.Key caller, Instant now) {
    Stream<Instant> ofSecret =
        self.secrets().stream()
            .filter(secret -> secret.id().equals(caller.secretId()))
            .map(secret -> secret.supersededAt(now))
            .flatMap(secret -> secret.expiresAt().stream());
    return Stream.concat(self.expiresAt().stream(), ofSecret).min(Instant::compareTo);
  }

  private static boolean areWithin(Collection<CidrBlock> blocks, List<WhitelistEntry> entries) {
    return blocks.stream()
        .allMatch(block -> entries.stream().anyMatch(entry -> entry.block().contains(block)));
  }

  /**
   * Checks whether a rate limit has more requests than the other one, or a shorter period. A key
   * without its own limit is limited by the application, in a way that is unknown here. So having
   * none counts as more than any limit, and as less.
   */
  private static boolean allowsMore(Optional<Limits.Rate> limit, Optional<Limits.Rate> other) {
    return !limit.equals(other)
        && (limit.isEmpty()
            || other.isEmpty()
            || limit.get().requests() > other.get().requests()
            || limit.get().period().compareTo(other.get().period()) < 0);
  }

  private static RuleViolationException notGranted(RoleAssignment role, String message) {
    return new RuleViolationException(
        ErrorCode.CANNOT_GRANT_ROLE, message.formatted(role), role.toString());
  }

  private static RuleViolationException reachingFurther(String rule) {
    return extending(
        "a key that is created by a key that is not an owner "
            + rule
            + ", or ask an owner of the organization");
  }

  private static RuleViolationException extending(String message) {
    return new RuleViolationException(ErrorCode.CANNOT_EXTEND_ITSELF, message);
  }
}

package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import io.claviger.model.SecretInfo;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.KeyChanges;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rules for new keys (specification, Appendix B). They are pure functions, except that they
 * draw ids and credentials.
 */
public record KeyCreation(Entropy entropy, KeyIssuer issuer) {
  /**
   * Creates a key. An owner creates any key, and the owner of a project creates keys with roles on
   * that project.
   */
  public Proposal<IssuedApiKey> create(DecisionInput input, NewApiKey request) {
    Draft draft = new Draft(input, entropy);
    ApiKeySettings settings = permitted(input, request, draft.nextNumber());
    requireRoom(input.organization());
    KeyIssuer.Issue issue =
        issuer.issue(input.organization().id(), settings, draft.stamp(), request.form());
    ApiKey key = issue.stored().key();
    draft.addEvent(EventType.API_KEY_CREATED, key.id(), Draft.creationDetails(key));
    OrganizationCounters counters = LastOwnerRule.created(input.organization().counters(), key);
    return Proposal.of(draft.change(KeyChanges.create(issue.stored()), counters), issue.issued());
  }

  /**
   * Returns the settings of a new key if the caller may create it, and throws otherwise. The number
   * of keys is not checked.
   *
   * @param revisionNumber the number of the revision that will have the key
   */
  public ApiKeySettings permitted(DecisionInput input, NewApiKey request, long revisionNumber) {
    CallerRights rights = CallerRights.judge(input);
    request.roles().forEach(role -> requireMayCreate(rights, role.scope()));
    RequestChecks.requireAssignable(request.roles(), input);
    rights.requireMayGrant(request.roles());
    if (!rights.isOwner()) {
      requireWithinOwnReach(input, request);
    }
    return settings(input, request, revisionNumber);
  }

  /**
   * Returns the rights of the caller if it may create a key with a role in this scope, and throws
   * otherwise. A project must exist.
   */
  public CallerRights possible(DecisionInput input, Scope scope) {
    CallerRights rights = CallerRights.judge(input);
    requireMayCreate(rights, scope);
    RequestChecks.requireExists(scope, input);
    return rights;
  }

  private static void requireMayCreate(CallerRights rights, Scope scope) {
    if (!rights.isOwner() && !rights.manages(scope)) {
      String hint =
          scope instanceof Scope.Organization
              ? " (an owner of a project names roles on that project only; ORG_MEMBER is"
                  + " added automatically)"
              : "";
      throw CallerRights.notAllowed("create a key with a role on the " + scope + hint);
    }
  }

  /** Issues the first key of an organization that is being created. */
  public KeyIssuer.Issue first(DecisionInput input, NewApiKey request, Draft draft) {
    RequestChecks.requireAssignable(request.roles(), input);
    SortedSet<RoleAssignment> roles = new TreeSet<>(request.roles());
    roles.add(RoleAssignment.onOrganization(Role.ORG_OWNER));
    ApiKeySettings.requireRoleCount(roles.size(), 0);
    ApiKeySettings settings =
        settings(input, request, input.organization().revision().number()).withRoles(roles);
    return issuer.issue(input.organization().id(), settings, draft.stamp(), request.form());
  }

  /**
   * Requires that a key created by a key that is not an owner does not last longer, is not used
   * more often, and does not work from other addresses. A stolen key must not outlive its discovery
   * (row 24) or leave its whitelist.
   */
  private static void requireWithinOwnReach(DecisionInput input, NewApiKey request) {
    if (!(input.caller() instanceof Caller.Key caller)) {
      return;
    }
    ApiKey self = input.key(caller.apiKey());
    Optional<Instant> end = end(self, caller, input.now());
    if (RequestChecks.lastsLonger(request.expiresAt(), end)) {
      throw extending(
          "must expire no later than "
              + end.get()
              + ", when the calling key or its secret expires; set such an expiry");
    }
    if (RequestChecks.allowsMore(request.rateLimit(), self.rateLimit())) {
      throw extending(
          self.rateLimit()
              .map(limit -> "must have a rate limit within " + limit + "; set such a limit")
              .orElse("must have no rate limit, as the calling key has none; leave it out"));
    }
    if (!self.whitelist().isEmpty()
        && (request.whitelist().isEmpty()
            || !request.whitelist().stream().allMatch(block -> isWithin(block, self)))) {
      throw extending(
          "must have a whitelist, with blocks inside those of the calling key only; name"
              + " such blocks");
    }
  }

  /**
   * Returns when the calling key or the secret that it used expires, whichever is earlier. A secret
   * that waits for the first use of a newer one is treated as if that use were now.
   */
  private static Optional<Instant> end(ApiKey self, Caller.Key caller, Instant now) {
    Stream<Instant> ofSecret =
        self.secrets().stream()
            .filter(secret -> secret.id().equals(caller.secretId()))
            .map(secret -> secret.supersededAt(now))
            .map(SecretInfo::expiresAt)
            .flatMap(Optional::stream);
    return Stream.concat(self.expiresAt().stream(), ofSecret).min(Instant::compareTo);
  }

  private static boolean isWithin(CidrBlock block, ApiKey self) {
    return self.whitelist().entries().stream().anyMatch(own -> own.block().contains(block));
  }

  private static RuleViolationException extending(String rule) {
    return new RuleViolationException(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        "a key that is created by a key that is not an owner "
            + rule
            + ", or ask an owner of the organization");
  }

  /** Requires that the organization may have one more key. */
  public static void requireRoom(Organization organization) {
    int limit = organization.settings().limits().apiKeys();
    if (organization.counters().apiKeys() >= limit) {
      throw new RuleViolationException(
          ErrorCode.TOO_MANY_API_KEYS,
          String.format(
              "organization %s has %s keys and may have %s; delete unused ones or have"
                  + " the limit raised",
              organization.id(), organization.counters().apiKeys(), limit),
          Integer.toString(limit),
          organization.id().value());
    }
  }

  private static ApiKeySettings settings(
      DecisionInput input, NewApiKey request, long revisionNumber) {
    RequestChecks.requireExpiry(request.expiresAt(), input);
    SortedSet<RoleAssignment> roles = RequestChecks.withMembership(request.roles());
    ApiKeySettings.requireRoleCount(roles.size(), 0);
    SortedSet<CidrBlock> blocks = request.whitelist();
    List<WhitelistEntry> entries =
        RequestChecks.entries(blocks, input.policy(), input.now(), revisionNumber);
    RequestChecks.requireRoom(entries.size(), input.organization());
    return new ApiKeySettings(
        request.description(),
        request.labels(),
        roles,
        Whitelist.of(entries),
        true,
        request.expiresAt(),
        request.rateLimit());
  }
}

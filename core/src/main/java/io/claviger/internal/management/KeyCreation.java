package io.claviger.internal.management;

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
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rules for new keys. They are pure functions, except that they draw ids and credentials. */
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
        issuer.issue(input.organization().id(), settings, draft.stamp(), request);
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
    OwnerOrItself.requireGrantable(request.roles(), rights, input);
    OwnerOrItself.requireWithinReach(request, rights, input);
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
    RequestChecks.requireRoleCount(roles, request.roles());
    ApiKeySettings settings =
        settings(input, request, input.organization().revision().number()).withRoles(roles);
    return issuer.issue(input.organization().id(), settings, draft.stamp(), request);
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
    RequestChecks.requireLater(request.secretExpiresAt(), input);
    SortedSet<RoleAssignment> roles = RequestChecks.withMembership(request.roles());
    RequestChecks.requireRoleCount(roles, request.roles());
    SortedSet<CidrBlock> blocks = request.whitelist();
    List<WhitelistEntry> entries =
        RequestChecks.entries(blocks, input.policy(), input.now(), revisionNumber);
    RequestChecks.requireRoom(entries.size(), input.organization());
    return ApiKeySettings.of(
        request.description(),
        request.labels(),
        roles,
        Whitelist.of(entries),
        true,
        request.expiresAt(),
        request.rateLimit(),
        request.name());
  }
}

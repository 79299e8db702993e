package io.claviger.internal;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyPatch;
import io.claviger.ApiKeySettings;
import io.claviger.CidrBlock;
import io.claviger.ErrorCode;
import io.claviger.EventType;
import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.Organization;
import io.claviger.OrganizationCounters;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.RuleViolation;
import io.claviger.Scope;
import io.claviger.Validity;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.spi.KeyChanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rules for keys: who may create, read, change and delete which (specification, Appendix B).
 * Pure but for what is drawn.
 */
public final class KeyRules {
  private final Entropy entropy;
  private final KeyIssuer issuer;

  /** Draws what is new from there. */
  public KeyRules(Entropy entropy, SecretHasher hasher) {
    this.entropy = entropy;
    this.issuer = new KeyIssuer(entropy, hasher);
  }

  /** An owner creates any key; the owner of a project creates keys with roles of that project. */
  public Proposal<IssuedApiKey> create(Situation situation, NewApiKey request) {
    CallerRights rights = CallerRights.judge(situation);
    if (!rights.isOwner()
        && !request.roles().stream().allMatch(role -> managesProject(rights, role))) {
      throw unauthorized("create this key");
    }
    RequestChecks.requireAssignable(request.roles(), situation);
    rights.requireMayGrant(request.roles());
    requireRoom(situation.organization());
    Draft draft = new Draft(situation, entropy);
    KeyIssuer.Issue issue =
        issuer.issue(
            situation.organization().id(),
            settings(situation, request, draft.nextNumber()),
            draft.stamp());
    ApiKey key = issue.stored().key();
    draft.tell(EventType.API_KEY_CREATED, key.id(), Draft.creationDetails(key));
    OrganizationCounters counters =
        situation.organization().counters().plus(1, key.isLastingOwner() ? 1 : 0);
    return Proposal.of(draft.change(KeyChanges.create(issue.stored()), counters), issue.issued());
  }

  /** The first key of an organization that is about to be made. */
  KeyIssuer.Issue first(Situation situation, NewApiKey request, Draft draft) {
    RequestChecks.requireAssignable(request.roles(), situation);
    SortedSet<RoleAssignment> roles = new TreeSet<>(request.roles());
    roles.add(RoleAssignment.onOrganization(Role.ORG_OWNER));
    ApiKeySettings settings =
        settings(situation, request, situation.organization().revision().number()).withRoles(roles);
    return issuer.issue(situation.organization().id(), settings, draft.stamp());
  }

  /** Owners read every key, a key reads itself. Decided before the key is looked for (row 27). */
  public ApiKey get(Situation situation, ApiKeyId id) {
    requireOwnerOrSelf(CallerRights.judge(situation), id, "read another key");
    return situation.key(id);
  }

  /** The page of a caller that sees itself alone; empty for an owner, who sees all keys. */
  public Optional<Page<ApiKey>> ownPage(Situation situation, PageRequest page) {
    CallerRights rights = CallerRights.judge(situation);
    if (rights.isOwner()) {
      return Optional.empty();
    }
    ApiKey self = rights.self().orElseThrow(() -> unauthorized("list keys"));
    boolean behind = page.after().isEmpty() || page.after().get().compareTo(self.id()) < 0;
    return Optional.of(new Page<>(behind ? List.of(self) : List.of(), false));
  }

  /** Owners change every key; a key describes, narrows, shortens and disables itself. */
  public Proposal<ApiKey> update(Situation situation, ApiKeyId id, ApiKeyPatch patch) {
    CallerRights rights = CallerRights.judge(situation);
    requireOwnerOrSelf(rights, id, "change another key");
    ApiKey before = situation.key(id);
    ApiKey after = before.with(patched(before.settings(), patch));
    if (rights.isOwner()) {
      requireGrantable(rights, situation, before, after);
    } else {
      requireNarrower(before, after);
    }
    if (!after.validity().expiresAt().equals(before.validity().expiresAt())) {
      after
          .validity()
          .expiresAt()
          .ifPresent(at -> RequestChecks.requireFuture(at, situation.now()));
    }
    Draft draft = new Draft(situation, entropy);
    KeyEvents.tell(draft, before, after);
    if (draft.isEmpty()) {
      return Proposal.unchanged(before);
    }
    int moreOwners = (after.isLastingOwner() ? 1 : 0) - (before.isLastingOwner() ? 1 : 0);
    OrganizationCounters counters =
        OwnerRule.apply(situation, 0, moreOwners, ErrorCode.CANNOT_DEMOTE_LAST_ORG_OWNER);
    return Proposal.of(draft.change(KeyChanges.update(after), counters), after);
  }

  /** Owners delete every key, a key deletes itself. */
  public Proposal<ApiKey> delete(Situation situation, ApiKeyId id) {
    requireOwnerOrSelf(CallerRights.judge(situation), id, "delete another key");
    ApiKey key = situation.key(id);
    OrganizationCounters counters =
        OwnerRule.apply(
            situation, -1, key.isLastingOwner() ? -1 : 0, ErrorCode.CANNOT_DELETE_LAST_OWNER);
    Draft draft = new Draft(situation, entropy);
    draft.tell(EventType.API_KEY_DELETED, id, Map.of("publicKey", key.publicKey().value()));
    return Proposal.of(draft.change(KeyChanges.delete(id), counters), key);
  }

  private static boolean managesProject(CallerRights rights, RoleAssignment role) {
    return role.scope() instanceof Scope.Project
        && rights.may(CallerRights.MANAGE_PROJECT, role.scope());
  }

  private static void requireOwnerOrSelf(CallerRights rights, ApiKeyId id, String action) {
    if (!rights.isOwner() && !rights.is(id)) {
      throw unauthorized(action);
    }
  }

  private static RuleViolation unauthorized(String action) {
    return new RuleViolation(
        ErrorCode.USER_UNAUTHORIZED,
        "the caller may not " + action + "; an owner of the organization may");
  }

  private static void requireRoom(Organization organization) {
    int limit = organization.settings().limits().apiKeys();
    if (organization.counters().apiKeys() >= limit) {
      throw new RuleViolation(
          ErrorCode.MAX_API_KEYS_PER_ORG_EXCEEDED,
          "organization "
              + organization.id()
              + " has its "
              + limit
              + " keys already; delete unused ones or have the limit raised",
          Integer.toString(limit),
          organization.id().value());
    }
  }

  private static ApiKeySettings settings(
      Situation situation, NewApiKey request, long revisionNumber) {
    request.expiresAt().ifPresent(at -> RequestChecks.requireFuture(at, situation.now()));
    SortedSet<CidrBlock> blocks = request.whitelist();
    List<WhitelistEntry> entries =
        RequestChecks.entries(blocks, situation.policy(), situation.now(), revisionNumber);
    RequestChecks.requireRoom(
        entries.size(),
        situation.organization().id(),
        situation.organization().settings().limits().whitelistEntries());
    SortedSet<RoleAssignment> roles = new TreeSet<>(request.roles());
    if (roles.stream().noneMatch(role -> role.scope() instanceof Scope.Organization)) {
      roles.add(RoleAssignment.onOrganization(Role.ORG_MEMBER));
    }
    return new ApiKeySettings(
        request.description(),
        request.labels(),
        roles,
        Whitelist.of(entries),
        new Validity(true, request.expiresAt()));
  }

  private static ApiKeySettings patched(ApiKeySettings settings, ApiKeyPatch patch) {
    SortedSet<RoleAssignment> roles = new TreeSet<>(settings.roles());
    patch
        .organizationRoles()
        .ifPresent(
            replacement -> {
              roles.removeIf(role -> role.scope() instanceof Scope.Organization);
              replacement.forEach(role -> roles.add(RoleAssignment.onOrganization(role)));
            });
    Validity validity =
        new Validity(
            patch.enabled().orElse(settings.validity().enabled()),
            patch.expiry().map(ApiKeyPatch.Expiry::at).orElse(settings.validity().expiresAt()));
    return new ApiKeySettings(
        patch.description().orElse(settings.description()),
        patch.labels().orElse(settings.labels()),
        roles,
        settings.whitelist(),
        validity);
  }

  private static void requireGrantable(
      CallerRights rights, Situation situation, ApiKey before, ApiKey after) {
    SortedSet<RoleAssignment> added = new TreeSet<>(after.roles());
    added.removeAll(before.roles());
    RequestChecks.requireAssignable(added, situation);
    rights.requireMayGrant(added);
  }

  private static void requireNarrower(ApiKey before, ApiKey after) {
    if (!before.labels().equals(after.labels())) {
      throw unauthorized("change its own labels");
    }
    for (RoleAssignment role : after.roles()) {
      if (!before.roles().contains(role)) {
        throw new RuleViolation(
            ErrorCode.CANNOT_GRANT_ROLE,
            "a key that is no owner can only drop roles, not gain "
                + role
                + "; ask an owner of the organization",
            role.toString());
      }
    }
    boolean enabledAgain = after.validity().enabled() && !before.validity().enabled();
    if (enabledAgain || lastsLonger(before.validity(), after.validity())) {
      throw new RuleViolation(
          ErrorCode.CANNOT_EXTEND_ITSELF,
          "a key that is no owner can disable itself or expire earlier, never be enabled again or last longer; ask an owner");
    }
  }

  private static boolean lastsLonger(Validity before, Validity after) {
    if (before.expiresAt().isEmpty()) {
      return false;
    }
    return after.expiresAt().isEmpty() || after.expiresAt().get().isAfter(before.expiresAt().get());
  }
}

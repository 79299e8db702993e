package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.IpAddress;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import io.claviger.model.Whitelist;
import io.claviger.spi.store.ApiKeyStore;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rights of a caller, judged on the snapshot of the decision. A key has the roles, the state
 * and the whitelist that are stored now, not those that it had when it authenticated.
 */
public final class CallerRights {
  private final Collection<RoleAssignment> roles;
  private final Optional<ApiKey> self;

  private CallerRights(Collection<RoleAssignment> roles, Optional<ApiKey> self) {
    this.roles = roles;
    this.self = self;
  }

  /**
   * Refuses a caller that has no connection to the organization, before anything of it is read.
   * Also refuses a key whose proof named its roles: fewer roles are no protection if the key can
   * call as itself.
   */
  static void requireMembership(Caller caller, OrganizationId organization) {
    boolean connected = true;
    if (caller instanceof Caller.User user) {
      connected = !roles(user, organization).isEmpty();
    } else if (caller instanceof Caller.Key key) {
      connected = key.organization().equals(organization);
      if (connected && key.isDownscoped()) {
        throw new RuleViolationException(
            ErrorCode.NOT_ALLOWED,
            "the calling key was authenticated by a proof that names its roles, which makes no"
                + " call of management; call with the key itself");
      }
    }
    if (!connected) {
      throw new RuleViolationException(
          ErrorCode.NO_ACCESS_TO_ORGANIZATION,
          String.format(
              "%s cannot access organization %s; call as a user who has a role in it, or"
                  + " with one of its keys",
              caller.actor(), organization));
    }
  }

  /**
   * Refuses a key whose access token was revoked. It asks the store, since a cache may not know
   * yet. A store in a transaction of the application does not say.
   */
  static void requireNotRevoked(Caller caller, ApiKeyStore store) {
    if (!(caller instanceof Caller.Key key) || key.accessToken().isEmpty()) {
      return;
    }
    AccessToken token = key.accessToken().get();
    Set<AccessTokenId> revoked =
        store.extensions().revokedTokens().stream()
            .flatMap(tokens -> tokens.ofKey(key.organization(), key.apiKey()).stream())
            .map(RevokedToken::id)
            .collect(Collectors.toSet());
    if (revoked.contains(token.id())) {
      throw notUsable("used an access token that was revoked");
    }
  }

  /**
   * Refuses everybody but the application. It needs no input, so it can judge calls that concern no
   * single organization.
   *
   * @param does what the caller does, such as "lists organizations"
   */
  public static void requireApplication(Caller caller, String does) {
    if (!(caller instanceof Caller.Application)) {
      throw new RuleViolationException(
          ErrorCode.NOT_ALLOWED, "only the application " + does + "; call as the application");
    }
  }

  /**
   * Returns the rights of the caller. Throws {@link RuleViolationException} for a key that may not
   * call at all.
   */
  static CallerRights judge(DecisionInput input) {
    if (input.caller() instanceof Caller.Key key) {
      return ofKey(key, input);
    }
    if (input.caller() instanceof Caller.User user) {
      return new CallerRights(roles(user, input.organization().id()), Optional.empty());
    }
    return new CallerRights(
        List.of(RoleAssignment.onOrganization(Role.ORG_OWNER)), Optional.empty());
  }

  /** Returns the calling key as it is now, or empty for users and the application. */
  Optional<ApiKey> self() {
    return self;
  }

  /** Checks whether the caller is this key. */
  boolean is(ApiKeyId id) {
    return self.isPresent() && self.get().id().equals(id);
  }

  /** Checks whether the caller is a key without a whitelist. */
  boolean isUnlistedKey() {
    return self.isPresent() && self.get().whitelist().isEmpty();
  }

  /** Checks whether the caller may do everything in the organization. */
  boolean isOwner() {
    return holds(RoleAssignment.onOrganization(Role.ORG_OWNER));
  }

  /** Returns the rights of the caller if it is an owner, and throws otherwise. */
  static CallerRights requireOwner(DecisionInput input, String action) {
    CallerRights rights = judge(input);
    if (!rights.isOwner()) {
      throw notAllowed(action);
    }
    return rights;
  }

  /** Checks whether this is a project whose keys the caller manages. */
  boolean manages(Scope scope) {
    return scope instanceof Scope.Project project && managesProject(project.id());
  }

  /** Checks whether the caller manages the keys of this project. */
  boolean managesProject(ProjectId project) {
    return holds(RoleAssignment.onProject(Role.PROJECT_OWNER, project));
  }

  /** Checks whether the caller may see which roles other keys have in this scope. */
  boolean sees(Scope scope) {
    return scope instanceof Scope.Organization || isOwner() || manages(scope);
  }

  /**
   * Returns the parts of a key that the caller may see. A caller that is neither an owner of the
   * organization nor the key sees neither its whitelist nor its roles on projects of others.
   */
  ApiKey shown(ApiKey key) {
    if (OwnerOrItself.holds(this, key.id())) {
      return key;
    }
    List<RoleAssignment> seen = key.roles().stream().filter(role -> sees(role.scope())).toList();
    return key.with(key.settings().withRoles(seen).withWhitelist(Whitelist.empty()));
  }

  /** Checks whether the caller has a role on this project. */
  boolean isOn(ProjectId project) {
    Scope scope = Scope.project(project);
    return roles.stream().anyMatch(role -> role.scope().equals(scope));
  }

  /** Checks whether the caller has this role in its scope, or one that implies it. */
  boolean holds(RoleAssignment assignment) {
    return roles.stream().anyMatch(held -> held.implies(assignment));
  }

  /** Returns the refusal of a caller that lacks the role for an action. */
  static RuleViolationException notAllowed(String action) {
    return new RuleViolationException(
        ErrorCode.NOT_ALLOWED,
        "the caller may not " + action + "; an owner of the organization may");
  }

  /** Returns the refusal of a calling key that was deleted, alone or with its organization. */
  static RuleViolationException deleted() {
    return notUsable("was deleted");
  }

  private static Collection<RoleAssignment> roles(Caller.User user, OrganizationId organization) {
    return user.roles().getOrDefault(organization, Collections.emptySortedSet());
  }

  private static CallerRights ofKey(Caller.Key caller, DecisionInput input) {
    ApiKey key = usable(caller, input);
    requireAdmitted(caller.address(), key.whitelist(), input);
    return new CallerRights(key.roles(), Optional.of(key));
  }

  /** Returns the calling key, from whatever address it calls. */
  static ApiKey usable(Caller.Key caller, DecisionInput input) {
    ApiKey key = input.find(caller.apiKey()).orElseThrow(CallerRights::deleted);
    if (!key.isEnabled()) {
      throw notUsable("is disabled");
    }
    boolean secretLives =
        key.secrets().stream()
            .anyMatch(
                secret -> secret.id().equals(caller.secretId()) && secret.isLive(input.now()));
    boolean tokenExpired =
        caller.accessToken().filter(token -> token.isExpired(input.now())).isPresent();
    if (key.isExpired(input.now()) || !secretLives || tokenExpired) {
      throw notUsable("has expired, or its secret or access token has");
    }
    return key;
  }

  private static void requireAdmitted(IpAddress address, Whitelist whitelist, DecisionInput input) {
    if (!whitelist.isEmpty() && whitelist.indexOf(address) < 0) {
      throw new RuleViolationException(
          ErrorCode.ADDRESS_NOT_ON_WHITELIST,
          "the whitelist of the calling key does not admit %s; call from a listed address"
              .formatted(address),
          address.toString());
    }
    if (whitelist.isEmpty() && input.organization().settings().isWhitelistRequired()) {
      throw new RuleViolationException(
          ErrorCode.ORGANIZATION_REQUIRES_WHITELIST,
          "the organization requires a whitelist and the calling key has none; an owner"
              + " must add the first entry",
          address.toString());
    }
  }

  private static RuleViolationException notUsable(String why) {
    return new RuleViolationException(
        ErrorCode.CALLING_KEY_NOT_VALID,
        "the calling key " + why + "; authenticate again with another key");
  }
}

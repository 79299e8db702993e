package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rules for the roles that a key has on a project. */
public record ProjectRules(Entropy entropy) {
  /** Gives roles on a project to a key that has none there. */
  public Proposal<ApiKey> add(
      DecisionInput input, ApiKeyId id, ProjectId project, Collection<Role> roles) {
    changeable(input, id, project);
    if (roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "name at least one role for the key on the project");
    }
    if (isOn(input.key(id), project)) {
      throw new RuleViolationException(
          ErrorCode.API_KEY_ALREADY_IN_PROJECT,
          "key " + id + " has a role on project " + project + " already; replace its roles there");
    }
    return replaceRoles(input, id, project, roles);
  }

  /**
   * Replaces the roles of a key on a project. No roles remove it from the project. Owners of the
   * organization change every key. Owners of the project change every key in it and add others. A
   * key drops its own roles.
   */
  public Proposal<ApiKey> replaceRoles(
      DecisionInput input, ApiKeyId id, ProjectId project, Collection<Role> roles) {
    CallerRights rights = requireManagerOrSelf(input, id, project);
    ApiKey before = input.key(id);
    if (roles.isEmpty() && !isOn(before, project) && !OwnerOrItself.holds(rights, id)) {
      // Nothing would change, and the answer would show a key that is none of the caller's.
      throw new RuleViolationException(
          ErrorCode.API_KEY_NOT_IN_PROJECT,
          "key " + id + " has no role on project " + project + "; there is none to remove");
    }
    SortedSet<RoleAssignment> after = withRoles(before, project, roles);
    SortedSet<RoleAssignment> added = RequestChecks.without(after, before.roles());
    if (rights.isOwner() || rights.managesProject(project)) {
      OwnerOrItself.requireGrantable(added, rights, input);
    } else {
      OwnerOrItself.requireNoneGained(added);
    }
    ApiKey changed = before.with(before.settings().withRoles(RequestChecks.withMembership(after)));
    RequestChecks.requireRoleCount(changed.roles(), before.roles());
    return KeyEvents.proposal(new Draft(input, entropy), before, changed).map(rights::shown);
  }

  /**
   * Returns the rights of the caller if it may change the roles of the key on the project, and
   * throws otherwise. If the caller may add roles, the project must exist.
   */
  public CallerRights changeable(DecisionInput input, ApiKeyId id, ProjectId project) {
    CallerRights rights = requireManagerOrSelf(input, id, project);
    if (rights.isOwner() || rights.managesProject(project)) {
      RequestChecks.requireExists(Scope.project(project), input);
    }
    return rights;
  }

  /**
   * Returns the rights of the caller if it may see keys of the project, which must exist, and
   * throws otherwise. A caller that manages the project sees all keys, and a key on it sees itself.
   */
  public CallerRights visible(DecisionInput input, ProjectId project) {
    CallerRights rights = CallerRights.judge(input);
    boolean itself = rights.self().isPresent() && rights.isOn(project);
    if (!rights.isOwner() && !rights.managesProject(project) && !itself) {
      throw CallerRights.notAllowed("list the keys of this project");
    }
    RequestChecks.requireExists(Scope.project(project), input);
    return rights;
  }

  private static CallerRights requireManagerOrSelf(
      DecisionInput input, ApiKeyId id, ProjectId project) {
    CallerRights rights = CallerRights.judge(input);
    if (!OwnerOrItself.holds(rights, id) && !rights.managesProject(project)) {
      throw CallerRights.notAllowed("change the roles of another key");
    }
    input.key(id);
    return rights;
  }

  private static boolean isOn(ApiKey key, ProjectId project) {
    return key.roles().stream().anyMatch(role -> role.scope().equals(Scope.project(project)));
  }

  private static SortedSet<RoleAssignment> withRoles(
      ApiKey key, ProjectId project, Collection<Role> roles) {
    SortedSet<RoleAssignment> after = new TreeSet<>(key.roles());
    after.removeIf(role -> role.scope().equals(Scope.project(project)));
    roles.forEach(role -> after.add(RoleAssignment.onProject(role, project)));
    return after;
  }
}

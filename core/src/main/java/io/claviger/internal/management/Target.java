package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Revision;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.StaleRevisionException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The target of a management call.
 *
 * @param keys the keys that the call is about; the calling key need not be one of them
 * @param projects the projects that must exist, because the call assigns roles on them
 * @param expected the revision that the caller requires, or empty for any revision
 */
public record Target(
    OrganizationId organization,
    Set<ApiKeyId> keys,
    Set<ProjectId> projects,
    Optional<Revision> expected) {
  /** Returns the target of a call about this organization and these keys. */
  public static Target of(OrganizationId organization, ApiKeyId... keys) {
    Objects.requireNonNull(organization, "organization");
    for (ApiKeyId key : keys) {
      Objects.requireNonNull(key, "key");
    }
    return new Target(organization, Set.of(keys), Set.of(), Optional.empty());
  }

  /** Returns a target that also assigns these roles. */
  public Target assigning(Collection<RoleAssignment> roles) {
    Set<ProjectId> named = new HashSet<>();
    for (RoleAssignment role : roles) {
      if (role.scope() instanceof Scope.Project project) {
        named.add(project.id());
      }
    }
    return new Target(organization, keys, Set.copyOf(named), expected);
  }

  /** Returns a target that is also about this project, if the scope is one. */
  public Target on(Scope scope) {
    return scope instanceof Scope.Project project
        ? new Target(organization, keys, Set.of(project.id()), expected)
        : this;
  }

  /** Returns a target that requires this revision, or any revision if it is empty. */
  public Target expecting(Optional<Revision> revision) {
    return new Target(organization, keys, projects, revision);
  }

  /** Returns the keys to read: those of the target, and the calling key. */
  Set<ApiKeyId> keysFor(Caller caller) {
    Set<ApiKeyId> all = new HashSet<>(keys);
    if (caller instanceof Caller.Key key) {
      all.add(key.apiKey());
    }
    return all;
  }

  /**
   * Throws {@link StaleRevisionException} if the organization is at another revision than the
   * expected one.
   */
  void requireRevision(DecisionInput now) {
    Revision actual = now.organization().revision();
    if (expected.isPresent() && !expected.get().equals(actual)) {
      // A caller without access is refused for that, and does not learn the revision.
      CallerRights unused = CallerRights.judge(now);
      throw new StaleRevisionException(organization, expected.get(), actual);
    }
  }
}

package io.claviger;

import io.claviger.internal.management.DecisionInput;
import io.claviger.internal.management.Rules;
import io.claviger.internal.management.Target;
import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Scope;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A change or a read for {@link ApiKeys#check}, before its details are known: the key or project is
 * known, but not the new values. Immutable and thread-safe.
 */
public final class ManagementCall {
  private final Set<ApiKeyId> keys;
  private final BiConsumer<Rules, DecisionInput> rule;

  private ManagementCall(Set<ApiKeyId> keys, BiConsumer<Rules, DecisionInput> rule) {
    this.keys = keys;
    this.rule = rule;
  }

  private static ManagementCall on(ApiKeyId key, BiConsumer<Rules, DecisionInput> rule) {
    return new ManagementCall(Set.of(Objects.requireNonNull(key, "key")), rule);
  }

  /** Returns the call {@link ApiKeys#updateOrganization}, except for limits. */
  public static ManagementCall updateOrganization() {
    return new ManagementCall(Set.of(), (rules, now) -> rules.organizations().changeable(now));
  }

  /**
   * Returns the call {@link ApiKeys#create} of a key with roles on the organization, or on a
   * project.
   */
  public static ManagementCall createKey(Scope scope) {
    Objects.requireNonNull(scope, "scope");
    return new ManagementCall(Set.of(), (rules, now) -> rules.keyCreation().possible(now, scope));
  }

  /** Returns the call {@link ApiKeys#update}. */
  public static ManagementCall updateKey(ApiKeyId key) {
    return on(key, (rules, now) -> rules.keys().changeable(now, key));
  }

  /** Returns the call {@link ApiKeys#rotate}. */
  public static ManagementCall rotateKey(ApiKeyId key) {
    return on(key, (rules, now) -> rules.secrets().rotatable(now, key));
  }

  /**
   * Returns the calls {@link ApiKeys#addToWhitelist}, {@link ApiKeys#removeFromWhitelist} and
   * {@link ApiKeys#changeWhitelist}.
   */
  public static ManagementCall changeWhitelist(ApiKeyId key) {
    return on(key, (rules, now) -> rules.whitelists().changeable(now, key));
  }

  /**
   * Returns the call {@link ApiKeys#addToProject}, or {@link ApiKeys#replaceProjectRoles} with a
   * role that the key does not have there yet. The project must exist.
   *
   * <p>A key that is not an owner passes the check about itself in any case, since it may drop its
   * roles there.
   */
  public static ManagementCall changeProjectRoles(ApiKeyId key, ProjectId project) {
    Arguments.require(key, "key", project, "project");
    return new ManagementCall(
        Set.of(key), (rules, now) -> rules.projects().changeable(now, key, project));
  }

  /**
   * Returns the call {@link ApiKeys#list} of the keys of a project, which must exist. A caller that
   * can see none of them is refused, whether or not the project exists. This includes a key without
   * a role on the project, for which the list would be empty.
   */
  public static ManagementCall listKeys(ProjectId project) {
    Objects.requireNonNull(project, "project");
    return new ManagementCall(Set.of(), (rules, now) -> rules.projects().visible(now, project));
  }

  Target target(OrganizationId organization) {
    return Target.of(organization, keys.toArray(ApiKeyId[]::new));
  }

  void check(Rules rules, DecisionInput now) {
    rule.accept(rules, now);
  }
}

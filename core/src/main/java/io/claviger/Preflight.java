package io.claviger;

import io.claviger.internal.management.ChangeLoop;
import io.claviger.internal.management.Rules;
import io.claviger.internal.management.Situation;
import io.claviger.internal.management.Target;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks whether a caller may make a change at all, before it is known what the change shall be: for
 * a host that judges who sends a request before it reads the body. Made by {@link
 * ApiKeys#preflight}; immutable and thread-safe.
 *
 * <p>Each method throws what the operation itself would throw whatever its arguments say, by the
 * same rule, and changes nothing; but whether there is room for one more is left to the operation,
 * which comes to that last. That it returns promises nothing: the operation judges its caller anew,
 * and what it is asked for besides.
 */
public final class Preflight {
  private final Caller caller;
  private final ChangeLoop loop;
  private final Rules rules;
  private final Optional<Revision> expected;

  Preflight(Caller caller, ChangeLoop loop, Rules rules, Optional<Revision> expected) {
    this.caller = caller;
    this.loop = loop;
    this.rules = rules;
    this.expected = expected;
  }

  /** Before {@link ApiKeys#updateOrganization}, of anything but limits. */
  public void updateOrganization(OrganizationId organization) {
    ask(target(organization), rules.organizations()::changeable);
  }

  /** Before {@link ApiKeys#create} of a key with roles there: on the organization, or a project. */
  public void create(OrganizationId organization, Scope scope) {
    Objects.requireNonNull(scope, "scope");
    ask(target(organization).on(scope), now -> rules.keyCreation().possible(now, scope));
  }

  /** Before {@link ApiKeys#update}. */
  public void update(OrganizationId organization, ApiKeyId key) {
    ask(target(organization, key), now -> rules.keys().changeable(now, key));
  }

  /** Before {@link ApiKeys#rotate}. */
  public void rotate(OrganizationId organization, ApiKeyId key) {
    ask(target(organization, key), now -> rules.secrets().rotatable(now, key));
  }

  /**
   * Before {@link ApiKeys#addToWhitelist}, {@link ApiKeys#removeFromWhitelist} and {@link
   * ApiKeys#changeWhitelist}.
   */
  public void changeWhitelist(OrganizationId organization, ApiKeyId key) {
    ask(target(organization, key), now -> rules.whitelists().changeable(now, key));
  }

  /**
   * Before {@link ApiKeys#addToProject}, or {@link ApiKeys#replaceProjectRoles} with a role that
   * the key does not have there yet, so the project has to exist. A key that is no owner and asks
   * about itself is let through all the same, since it may drop roles there.
   */
  public void replaceProjectRoles(OrganizationId organization, ApiKeyId key, ProjectId project) {
    ask(
        target(organization, key).on(Scope.project(project)),
        now -> rules.projects().changeable(now, key, project));
  }

  /**
   * Before {@link ApiKeys#list} of the keys of a project, so the project has to exist. Refuses
   * whoever can see none of them, whether or not it exists: also a key that is not on it, which
   * would get an empty list.
   */
  public void list(OrganizationId organization, ProjectId project) {
    ask(
        target(organization).on(Scope.project(project)),
        now -> rules.projects().visible(now, project));
  }

  private void ask(Target target, Function<Situation, ?> rule) {
    loop.read(caller, target, rule);
  }

  private Target target(OrganizationId organization, ApiKeyId... keys) {
    return Target.of(organization, keys).expecting(expected);
  }
}

package io.claviger.oauth.internal.token;

import io.claviger.model.InvalidValueException;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The {@code scope} of OAuth 2.0 (RFC 6749, section 3.3): {@code ROLE} for a role on the
 * organization, and {@code project:ID:ROLE} for one on a project, separated by one space each. A
 * role on the organization whose name looks like one on a project cannot be named.
 */
public final class ScopeText {
  /** The maximum length of a scope, in characters. */
  static final int MAX_LENGTH = 500;

  private static final int MAX_ROLES = 8;
  private static final String PROJECT = "project:";

  private ScopeText() {}

  /**
   * Returns the roles that a scope names; empty if it names none, too many, or an impossible one.
   */
  public static Optional<Set<RoleAssignment>> read(String scope) {
    String[] names = scope.split(" ", -1);
    if (scope.length() > MAX_LENGTH || names.length > MAX_ROLES) {
      return Optional.empty();
    }
    SortedSet<RoleAssignment> roles = new TreeSet<>();
    try {
      for (String name : names) {
        roles.add(role(name));
      }
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
    return Optional.of(Collections.unmodifiableSortedSet(roles));
  }

  private static RoleAssignment role(String name) {
    int end = name.startsWith(PROJECT) ? name.indexOf(':', PROJECT.length()) : -1;
    return end < 0
        ? RoleAssignment.onOrganization(new Role(name))
        : RoleAssignment.onProject(
            new Role(name.substring(end + 1)),
            new ProjectId(name.substring(PROJECT.length(), end)));
  }

  /** Returns the scope that names these roles, in order. */
  public static String write(Collection<RoleAssignment> roles) {
    return new TreeSet<>(roles).stream().map(ScopeText::name).collect(Collectors.joining(" "));
  }

  private static String name(RoleAssignment role) {
    return role.scope() instanceof Scope.Project project
        ? PROJECT + project.id() + ":" + role.role()
        : role.role().name();
  }
}

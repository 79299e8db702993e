package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The permissions that each role grants. Immutable. Two roles grant more than their own
 * permissions:
 *
 * <ul>
 *   <li>{@code ORG_OWNER} grants every permission that any role grants, also in the projects of the
 *       organization.
 *   <li>{@code PROJECT_OWNER} grants every permission that any role of projects grants.
 * </ul>
 */
public final class RoleGrants {
  private static final RoleGrants NONE = new RoleGrants(Roles.builtIn(), Map.of());

  private final Roles roles;
  private final Map<Role, Set<Permission>> own;
  private final Map<Role, Set<Permission>> effective;

  private RoleGrants(Roles roles, Map<Role, Set<Permission>> own) {
    this.roles = roles;
    this.own = own;
    Map<Role, Set<Permission>> all = new HashMap<>(own);
    own.forEach(
        (role, permissions) -> {
          all.merge(Role.ORG_OWNER, permissions, RoleGrants::union);
          if (roles.ofProjects().contains(role)) {
            all.merge(Role.PROJECT_OWNER, permissions, RoleGrants::union);
          }
        });
    this.effective = Map.copyOf(all);
  }

  /**
   * Returns empty grants, to begin with, for an application that has only the roles of {@link
   * Roles#builtIn}. An application that declares further roles uses {@link #of}: {@code
   * PROJECT_OWNER} grants the permissions of all roles on projects, so it depends on the
   * declaration. An access check refuses grants that do not fit the policy ({@link
   * #requireDeclared}).
   */
  public static RoleGrants none() {
    return NONE;
  }

  /** Returns empty grants, to begin with. The roles say which of them are for projects. */
  public static RoleGrants of(Roles roles) {
    return new RoleGrants(Objects.requireNonNull(roles, "roles"), Map.of());
  }

  /** Returns these grants with more permissions for one role. */
  public RoleGrants grant(Role role, Permission... permissions) {
    Arguments.require(role, "role", permissions, "permissions");
    if (permissions.length == 0) {
      return this;
    }
    Map<Role, Set<Permission>> more = new HashMap<>(own);
    more.merge(role, Set.copyOf(Arrays.asList(permissions)), RoleGrants::union);
    return new RoleGrants(roles, Map.copyOf(more));
  }

  /**
   * Checks that each role with a permission is one of these roles, and is a role of projects in
   * both registries or in none. Otherwise, an owner of a project would lack permissions.
   *
   * @param declared the roles of the {@link ManagementPolicy}
   * @throws InvalidValueException for the first role, by name, that fails this check
   */
  public void requireDeclared(Roles declared) {
    Objects.requireNonNull(declared, "declared");
    for (Role role : new TreeSet<>(own.keySet())) {
      if (!declared.contains(role)) {
        throw undeclared(
            role,
            "has permissions, but is not declared; the roles of the ManagementPolicy are "
                + declared
                + "; declare it there, or grant it nothing");
      }
      if (declared.ofProjects().contains(role) != roles.ofProjects().contains(role)) {
        throw undeclared(
            role,
            "has permissions, but RoleGrants and ManagementPolicy disagree whether it is a role of"
                + " projects; create the grants with RoleGrants.of(policy.roles())");
      }
    }
  }

  private static InvalidValueException undeclared(Role role, String rule) {
    return InvalidValueException.of(ErrorCode.UNKNOWN_ROLE, "role", role.name(), rule);
  }

  /** Checks whether the role grants the permission where it is assigned. */
  public boolean grants(Role role, Permission permission) {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(permission, "permission");
    return effective.getOrDefault(role, Set.of()).contains(permission);
  }

  /**
   * Returns the first of these assignments, in order, that grants the permission in that scope;
   * empty if none does. A role on the organization counts there and in all its projects. A role on
   * a project counts only in that project.
   */
  public Optional<RoleAssignment> grantedBy(
      Collection<RoleAssignment> held, Permission permission, Scope scope) {
    Objects.requireNonNull(held, "held");
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(scope, "scope");
    for (RoleAssignment assignment : held) {
      if (isIn(assignment, scope) && grants(assignment.role(), permission)) {
        return Optional.of(assignment);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns all permissions that these assignments grant in that scope, in order; immutable. An
   * application can use them as the authorities of a framework.
   */
  public SortedSet<Permission> permissions(Collection<RoleAssignment> held, Scope scope) {
    Arguments.require(held, "held", scope, "scope");
    SortedSet<Permission> all = new TreeSet<>();
    for (RoleAssignment assignment : held) {
      if (isIn(assignment, scope)) {
        all.addAll(effective.getOrDefault(assignment.role(), Set.of()));
      }
    }
    return Collections.unmodifiableSortedSet(all);
  }

  private static boolean isIn(RoleAssignment assignment, Scope scope) {
    return assignment.scope() instanceof Scope.Organization || assignment.scope().equals(scope);
  }

  private static Set<Permission> union(Set<Permission> a, Set<Permission> b) {
    Set<Permission> both = new HashSet<>(a);
    both.addAll(b);
    return Set.copyOf(both);
  }
}

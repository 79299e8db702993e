package io.claviger;

import java.util.Objects;

/**
 * A role where it holds. Ordered with those on the organization first, then by project, then by
 * role.
 */
public record RoleAssignment(Role role, Scope scope) implements Comparable<RoleAssignment> {
  /**
   * Throws {@link InvalidValue} for a project role on the organization, or an organization role on
   * a project.
   */
  public RoleAssignment {
    Objects.requireNonNull(scope, "scope");
    boolean onProject = scope instanceof Scope.Project;
    if (role.isProjectRole() && !onProject) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ROLE_FOR_ORG,
          "role",
          role.name(),
          "is a role of projects; assign it on a project");
    }
    if (!role.isProjectRole() && onProject) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ROLE_FOR_GROUP,
          "role",
          role.name(),
          "is a role of organizations; assign it on the organization");
    }
  }

  /** On the organization. */
  public static RoleAssignment onOrganization(Role role) {
    return new RoleAssignment(role, Scope.organization());
  }

  /** On a project. */
  public static RoleAssignment onProject(Role role, ProjectId project) {
    return new RoleAssignment(role, Scope.project(project));
  }

  /**
   * Whether who holds this holds the other one too: an owner of the organization holds every role,
   * an owner of a project every role of that project.
   */
  public boolean implies(RoleAssignment other) {
    if (role.equals(Role.ORG_OWNER)) {
      return true;
    }
    return equals(other) || (role.equals(Role.GROUP_OWNER) && scope.equals(other.scope));
  }

  @Override
  public int compareTo(RoleAssignment other) {
    int byScope = scopeKey().compareTo(other.scopeKey());
    return byScope != 0 ? byScope : role.compareTo(other.role);
  }

  @Override
  public String toString() {
    return scope instanceof Scope.Project project ? role + "@" + project.id() : role.name();
  }

  private String scopeKey() {
    return scope instanceof Scope.Project project ? project.id().value() : "";
  }
}

package io.claviger.model;

import java.util.Objects;

/**
 * A role and the scope in which it applies. Assignments are ordered with those on the organization
 * first, then by project, then by role.
 */
public record RoleAssignment(Role role, Scope scope) implements Comparable<RoleAssignment> {
  /**
   * Throws {@link InvalidValueException} for {@code ORG_OWNER} or {@code ORG_MEMBER} on a project,
   * and for {@code PROJECT_OWNER} on the organization. Management checks all other roles against
   * their declaration in {@link Roles}.
   */
  public RoleAssignment {
    Objects.requireNonNull(role, "role");
    boolean onProject = Objects.requireNonNull(scope, "scope") instanceof Scope.Project;
    if (onProject && (role.equals(Role.ORG_OWNER) || role.equals(Role.ORG_MEMBER))) {
      throw notOnProjects(role);
    }
    if (!onProject && role.equals(Role.PROJECT_OWNER)) {
      throw notOnOrganizations(role);
    }
  }

  static InvalidValueException notOnProjects(Role role) {
    return InvalidValueException.of(
        ErrorCode.ROLE_NOT_FOR_PROJECTS,
        "role",
        role.name(),
        "is a role of organizations; assign it on the organization");
  }

  static InvalidValueException notOnOrganizations(Role role) {
    return InvalidValueException.of(
        ErrorCode.ROLE_NOT_FOR_ORGANIZATIONS,
        "role",
        role.name(),
        "is a role of projects; assign it on a project");
  }

  /** Checks whether this is the given role on the organization. */
  public boolean isOnOrganization(Role other) {
    Objects.requireNonNull(other, "other");
    return scope instanceof Scope.Organization && role.equals(other);
  }

  /** Returns an assignment on the organization. */
  public static RoleAssignment onOrganization(Role role) {
    return new RoleAssignment(role, Scope.organization());
  }

  /** Returns an assignment on a project. */
  public static RoleAssignment onProject(Role role, ProjectId project) {
    return new RoleAssignment(role, Scope.project(Objects.requireNonNull(project, "project")));
  }

  /**
   * Checks whether this assignment includes the other one. An owner of the organization has every
   * role; an owner of a project has every role on that project.
   */
  public boolean implies(RoleAssignment other) {
    Objects.requireNonNull(other, "other");
    if (role.equals(Role.ORG_OWNER)) {
      return true;
    }
    return equals(other) || (role.equals(Role.PROJECT_OWNER) && scope.equals(other.scope));
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

package io.claviger.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The registry of roles that may be assigned, each declared for organizations or for projects. An
 * application adds its own roles to the built-in ones. Immutable. A role that leaves the registry
 * stays on the keys that have it, and can no longer be assigned.
 */
public final class Roles {
  private static final Roles BUILT_IN =
      new Roles(
          sorted(Role.ORG_OWNER, Role.ORG_MEMBER, Role.ORG_READ_ONLY),
          sorted(Role.PROJECT_OWNER, Role.PROJECT_READ_ONLY));

  /**
   * The name of Atlas for an owner of a project. Here it would not be an owner, so it is refused.
   */
  private static final Role OWNER_IN_ATLAS = new Role("GROUP_OWNER");

  private final SortedSet<Role> ofOrganizations;
  private final SortedSet<Role> ofProjects;

  private Roles(SortedSet<Role> ofOrganizations, SortedSet<Role> ofProjects) {
    this.ofOrganizations = ofOrganizations;
    this.ofProjects = ofProjects;
  }

  /**
   * Returns {@code ORG_OWNER}, {@code ORG_MEMBER} and {@code ORG_READ_ONLY} for organizations, and
   * {@code PROJECT_OWNER} and {@code PROJECT_READ_ONLY} for projects. {@code ORG_MEMBER} and those
   * with {@code READ_ONLY} permit nothing until {@link RoleGrants} says what. Without a {@link
   * io.claviger.spi.ProjectDirectory} there are no projects, so no role of projects can be
   * assigned.
   */
  public static Roles builtIn() {
    return BUILT_IN;
  }

  /**
   * Returns these roles and more roles of organizations.
   *
   * @throws InvalidValueException if a role is already declared for projects
   */
  public Roles withOrganizationRoles(Role... more) {
    Objects.requireNonNull(more, "more");
    return new Roles(union(ofOrganizations, more, ofProjects, "projects"), ofProjects);
  }

  /**
   * Returns these roles and more roles of projects.
   *
   * @throws InvalidValueException if a role is already declared for organizations, or is {@code
   *     GROUP_OWNER}, which is {@code PROJECT_OWNER} here
   */
  public Roles withProjectRoles(Role... more) {
    Objects.requireNonNull(more, "more");
    if (Arrays.asList(more).contains(OWNER_IN_ATLAS)) {
      throw InvalidValueException.of(
          ErrorCode.UNKNOWN_ROLE,
          "role",
          OWNER_IN_ATLAS.name(),
          "is called PROJECT_OWNER here, and is always declared; use that name");
    }
    return new Roles(ofOrganizations, union(ofProjects, more, ofOrganizations, "organizations"));
  }

  /** Returns the roles of organizations by name; immutable. */
  public SortedSet<Role> ofOrganizations() {
    return ofOrganizations;
  }

  /** Returns the roles of projects by name; immutable. */
  public SortedSet<Role> ofProjects() {
    return ofProjects;
  }

  /** Checks whether the role may be assigned, on an organization or on a project. */
  public boolean contains(Role role) {
    Objects.requireNonNull(role, "role");
    return ofOrganizations.contains(role) || ofProjects.contains(role);
  }

  /**
   * Checks whether these assignments include the role, because they name it or because an owner has
   * it. An owner of the organization has the roles that are declared for organizations, but none on
   * a project, since nothing here says whose project it is. An owner of a project has, on that
   * project, the roles that are declared for projects. A role that is not declared for its scope is
   * never included, even if they name it. This is about names; {@link RoleGrants} says what a role
   * permits.
   */
  public boolean include(Collection<RoleAssignment> held, RoleAssignment role) {
    Objects.requireNonNull(held, "held");
    Objects.requireNonNull(role, "role");
    return isDeclared(role)
        && held.stream().anyMatch(each -> each.scope().equals(role.scope()) && each.implies(role));
  }

  private boolean isDeclared(RoleAssignment assignment) {
    boolean onProject = assignment.scope() instanceof Scope.Project;
    return (onProject ? ofProjects : ofOrganizations).contains(assignment.role());
  }

  /**
   * Returns the role if it may be assigned.
   *
   * @throws InvalidValueException if it is not declared
   */
  public Role require(Role role) {
    Objects.requireNonNull(role, "role");
    if (!contains(role)) {
      throw InvalidValueException.of(
          ErrorCode.UNKNOWN_ROLE,
          "role",
          role.name(),
          "is not declared; the roles are " + this + "; declare more in ManagementPolicy");
    }
    return role;
  }

  /**
   * Checks that the role is declared for the scope in which it is assigned.
   *
   * @throws InvalidValueException if it is not
   */
  public void require(RoleAssignment assignment) {
    Role role = require(Objects.requireNonNull(assignment, "assignment").role());
    if (!isDeclared(assignment)) {
      throw assignment.scope() instanceof Scope.Project
          ? RoleAssignment.notOnProjects(role)
          : RoleAssignment.notOnOrganizations(role);
    }
  }

  @Override
  public String toString() {
    return "of organizations " + ofOrganizations + ", of projects " + ofProjects;
  }

  private static SortedSet<Role> union(
      SortedSet<Role> known, Role[] more, SortedSet<Role> others, String place) {
    SortedSet<Role> all = new TreeSet<>(known);
    for (Role role : more) {
      if (others.contains(role)) {
        throw InvalidValueException.of(
            ErrorCode.UNKNOWN_ROLE,
            "role",
            role.name(),
            "is declared for " + place + " already; choose another name");
      }
      all.add(role);
    }
    return Collections.unmodifiableSortedSet(all);
  }

  private static SortedSet<Role> sorted(Role... roles) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(roles)));
  }
}

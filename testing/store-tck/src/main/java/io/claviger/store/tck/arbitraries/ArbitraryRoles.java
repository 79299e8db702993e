package io.claviger.store.tck.arbitraries;

import io.claviger.model.Permission;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.model.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Roles, their assignments, and their permissions. */
public final class ArbitraryRoles {
  private ArbitraryRoles() {}

  /**
   * Returns built-in roles, and others that an application may define, on organizations and
   * projects.
   */
  public static Arbitrary<Role> roles() {
    return Arbitraries.oneOf(organizationRoles(), projectRoles());
  }

  /** Returns roles of organizations. */
  public static Arbitrary<Role> organizationRoles() {
    return Arbitraries.oneOf(builtInRoles(false), customRoles());
  }

  /** Returns roles of projects. */
  public static Arbitrary<Role> projectRoles() {
    return Arbitraries.oneOf(builtInRoles(true), customRoles());
  }

  /**
   * Returns the organization or a project; there are few projects, so that scopes are often equal.
   */
  public static Arbitrary<Scope> scopes() {
    return Arbitraries.oneOf(
        Arbitraries.create(Scope::organization), projectIds().map(Scope::project));
  }

  /** Returns assignments of roles to scopes that allow them. */
  public static Arbitrary<RoleAssignment> assignments() {
    return Arbitraries.oneOf(
        organizationRoles().map(RoleAssignment::onOrganization), projectAssignments());
  }

  /** Returns sets of 1 to 6 assignments, as a key has them. */
  public static Arbitrary<SortedSet<RoleAssignment>> assignmentSets() {
    return assignments().list().ofMinSize(1).ofMaxSize(6).map(TreeSet::new);
  }

  /** Returns permissions with names as applications choose them. */
  public static Arbitrary<Permission> permissions() {
    Arbitrary<String> usual = Arbitraries.of("invoices.read", "invoices.write", "users:list", "a");
    Arbitrary<String> any =
        Combinators.combine(
                Arbitraries.chars().range('a', 'z'),
                Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withCharRange('0', '9')
                    .withChars("._:-")
                    .ofMaxLength(99))
            .as((first, rest) -> first + rest);
    return Arbitraries.oneOf(usual, any).map(Permission::new);
  }

  /** Returns grants of no or a few roles, with a few permissions each. */
  public static Arbitrary<RoleGrants> grants() {
    Arbitrary<Map<Role, Set<Permission>>> table =
        Arbitraries.maps(roles(), permissions().set().ofMaxSize(3)).ofMaxSize(4);
    return table.map(ArbitraryRoles::grants);
  }

  private static RoleGrants grants(Map<Role, Set<Permission>> table) {
    RoleGrants grants = RoleGrants.none();
    for (Map.Entry<Role, Set<Permission>> row : table.entrySet()) {
      grants = grants.grant(row.getKey(), row.getValue().toArray(new Permission[0]));
    }
    return grants;
  }

  private static Arbitrary<RoleAssignment> projectAssignments() {
    return Combinators.combine(projectRoles(), projectIds()).as(RoleAssignment::onProject);
  }

  private static Arbitrary<ProjectId> projectIds() {
    Arbitrary<ProjectId> few = Arbitraries.of("p1", "p2", "p3").map(ProjectId::new);
    return Arbitraries.oneOf(few, ArbitraryIds.projectIds());
  }

  private static Arbitrary<Role> builtInRoles(boolean ofProjects) {
    List<Role> known =
        List.copyOf(ofProjects ? Roles.builtIn().ofProjects() : Roles.builtIn().ofOrganizations());
    return Arbitraries.of(known);
  }

  private static Arbitrary<Role> customRoles() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars("_.:-")
        .ofMinLength(1)
        .ofMaxLength(66)
        .map(Role::new);
  }
}

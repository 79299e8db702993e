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

/** Roles, where they are assigned, and what they grant. */
public final class ArbitraryRoles {
  private ArbitraryRoles() {}

  /** Those of Atlas and those that a host may invent, on organizations and on projects. */
  public static Arbitrary<Role> roles() {
    return Arbitraries.oneOf(organizationRoles(), projectRoles());
  }

  /** Roles of organizations. */
  public static Arbitrary<Role> organizationRoles() {
    return Arbitraries.oneOf(atlasRoles(false), customRoles());
  }

  /** Roles of projects. */
  public static Arbitrary<Role> projectRoles() {
    return Arbitraries.oneOf(atlasRoles(true), customRoles());
  }

  /** The organization, or a project; few projects, so that two scopes are often the same. */
  public static Arbitrary<Scope> scopes() {
    return Arbitraries.oneOf(
        Arbitraries.create(Scope::organization), projectIds().map(Scope::project));
  }

  /** A role where it can be assigned. */
  public static Arbitrary<RoleAssignment> assignments() {
    return Arbitraries.oneOf(
        organizationRoles().map(RoleAssignment::onOrganization), projectAssignments());
  }

  /** 1 to 6 assignments, as a key holds them. */
  public static Arbitrary<SortedSet<RoleAssignment>> assignmentSets() {
    return assignments().list().ofMinSize(1).ofMaxSize(6).map(TreeSet::new);
  }

  /** Names as hosts give them. */
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

  /** None, or a few roles that grant a few permissions. */
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

  private static Arbitrary<Role> atlasRoles(boolean ofProjects) {
    List<Role> known =
        List.copyOf(ofProjects ? Roles.atlas().ofProjects() : Roles.atlas().ofOrganizations());
    return Arbitraries.of(known);
  }

  private static Arbitrary<Role> customRoles() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars("_.:-")
        .ofMinLength(1)
        .ofMaxLength(64)
        .map(Role::new);
  }
}

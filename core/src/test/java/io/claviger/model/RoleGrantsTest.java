package io.claviger.model;

import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.internal.management.ScriptedStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleGrantsTest {
  private static final Permission READ = new Permission("things.read");
  private static final Permission WRITE = new Permission("things.write");
  private static final Permission BILL = new Permission("bills.read");

  private static final Role EDITOR = new Role("editor");
  private static final RoleGrants GRANTS =
      RoleGrants.of(Samples.ROLES.withProjectRoles(EDITOR))
          .grant(READ_ONLY, READ)
          .grant(PROJECT_READ_ONLY, READ)
          .grant(EDITOR, READ, WRITE)
          .grant(Samples.BILLING, BILL);

  @Test
  void aRoleGrantsWhatItWasGiven() {
    assertTrue(GRANTS.grants(READ_ONLY, READ));
    assertFalse(GRANTS.grants(READ_ONLY, WRITE));
    assertFalse(GRANTS.grants(Role.ORG_MEMBER, READ));
    assertFalse(RoleGrants.none().grants(Role.ORG_OWNER, READ));
  }

  @Test
  void grantsAddUp() {
    RoleGrants more = GRANTS.grant(READ_ONLY, WRITE).grant(READ_ONLY, READ);
    assertTrue(more.grants(READ_ONLY, READ));
    assertTrue(more.grants(READ_ONLY, WRITE));
    assertFalse(GRANTS.grants(READ_ONLY, WRITE), "what it came from stays as it is");
  }

  @Test
  void anOwnerOfTheOrganizationGrantsWhateverAnyRoleGrants() {
    assertTrue(GRANTS.grants(Role.ORG_OWNER, READ));
    assertTrue(GRANTS.grants(Role.ORG_OWNER, WRITE));
    assertTrue(GRANTS.grants(Role.ORG_OWNER, BILL));
    assertFalse(GRANTS.grants(Role.ORG_OWNER, new Permission("unheard.of")));
  }

  @Test
  void anOwnerOfAProjectGrantsWhateverAnyProjectRoleGrants() {
    assertTrue(GRANTS.grants(Role.PROJECT_OWNER, READ));
    assertTrue(GRANTS.grants(Role.PROJECT_OWNER, WRITE));
    assertFalse(GRANTS.grants(Role.PROJECT_OWNER, BILL), "that is of the organization");
  }

  @Test
  void whatOnlyAnOwnerGrantsIsNotHandedDown() {
    Permission manage = new Permission("keys.manage");
    RoleGrants grants = GRANTS.grant(Role.ORG_OWNER, manage).grant(Role.PROJECT_OWNER, WRITE);
    assertTrue(grants.grants(Role.ORG_OWNER, manage));
    assertFalse(grants.grants(Role.PROJECT_OWNER, manage));
    assertFalse(grants.grants(PROJECT_READ_ONLY, WRITE));
  }

  @Test
  void aRoleOnTheOrganizationCountsInItsProjects() {
    assertEquals(Optional.of(on(READ_ONLY)), granted(READ, Scope.organization(), on(READ_ONLY)));
    assertEquals(Optional.of(on(READ_ONLY)), granted(READ, Scope.project(PROJECT), on(READ_ONLY)));
  }

  @Test
  void aRoleOnAProjectCountsThereOnly() {
    RoleAssignment held = on(PROJECT_READ_ONLY, PROJECT);
    assertEquals(Optional.of(held), granted(READ, Scope.project(PROJECT), held));
    assertEquals(Optional.empty(), granted(READ, Scope.project(OTHER_PROJECT), held));
    assertEquals(Optional.empty(), granted(READ, Scope.organization(), held));
    assertEquals(Optional.empty(), granted(WRITE, Scope.project(PROJECT), held));
    RoleAssignment owner = on(Role.PROJECT_OWNER, PROJECT);
    assertEquals(Optional.of(owner), granted(WRITE, Scope.project(PROJECT), owner));
    assertEquals(Optional.empty(), granted(WRITE, Scope.project(OTHER_PROJECT), owner));
    assertEquals(Optional.empty(), granted(WRITE, Scope.organization(), owner));
  }

  @Test
  void theFirstAssignmentThatGrantsItAnswers() {
    RoleAssignment project = on(PROJECT_READ_ONLY, PROJECT);
    Scope scope = Scope.project(PROJECT);
    assertEquals(
        Optional.of(on(READ_ONLY)),
        granted(READ, scope, on(Role.ORG_MEMBER), on(READ_ONLY), project));
    assertEquals(Optional.of(project), granted(READ, scope, project, on(READ_ONLY)));
    assertEquals(Optional.empty(), granted(READ, scope));
  }

  /** The list names a permission exactly if some assignment grants it. */
  @Test
  void allPermissionsAreThoseThatAreGranted() {
    List<RoleAssignment> held =
        List.of(
            on(READ_ONLY), on(PROJECT_READ_ONLY, PROJECT), on(Role.PROJECT_OWNER, OTHER_PROJECT));
    for (Scope scope :
        List.of(Scope.organization(), Scope.project(PROJECT), Scope.project(OTHER_PROJECT))) {
      SortedSet<Permission> all = GRANTS.permissions(held, scope);
      for (Permission each : List.of(READ, WRITE)) {
        assertEquals(
            GRANTS.grantedBy(held, each, scope).isPresent(),
            all.contains(each),
            each + " " + scope);
      }
    }
    assertEquals(Set.of(READ), GRANTS.permissions(held, Scope.organization()));
    assertEquals(Set.of(), GRANTS.permissions(List.of(), Scope.organization()));
  }

  /** Otherwise an owner of a project would lack what its deployers may do, without a word. */
  @Test
  void anAccessCheckRefusesPermissionsOfRolesThatThePolicyDoesNotDeclareSo() {
    Role developer = new Role("developer");
    Roles roles = Roles.builtIn().withProjectRoles(developer);
    try (Claviger claviger =
        Claviger.builder(ScriptedStore.empty())
            .policy(ManagementPolicy.standard().withRoles(roles))
            .build()) {
      claviger.accessCheck(RoleGrants.none().grant(READ_ONLY, READ));
      claviger.accessCheck(RoleGrants.of(roles).grant(developer, READ));
      refused(claviger, RoleGrants.none().grant(developer, READ), "RoleGrants.of(policy.roles())");
      Role typo = new Role("develloper");
      refused(claviger, RoleGrants.of(roles).grant(typo, READ), "declare it there");
    }
  }

  private static void refused(Claviger claviger, RoleGrants grants, String fix) {
    String message =
        Refusal.expect(ErrorCode.UNKNOWN_ROLE, () -> claviger.accessCheck(grants)).getMessage();
    assertTrue(message.contains(fix), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "invoices.read", "a:b_c-d.0"})
  void aPermissionIsANameOfTheApplication(String name) {
    assertEquals(name, new Permission(name).toString());
  }

  @Test
  void aPermissionHasUpTo100Characters() {
    assertEquals(100, new Permission("a".repeat(100)).name().length());
    for (String wrong :
        List.of("", "a".repeat(101), "A", "0a", ".a", "a b", "a/b", "ä", "a\n", "aB", "\uff41")) {
      Refusal.expect(ErrorCode.INVALID_VALUE, () -> new Permission(wrong));
    }
  }

  private static Optional<RoleAssignment> granted(
      Permission permission, Scope scope, RoleAssignment... held) {
    return GRANTS.grantedBy(List.of(held), permission, scope);
  }
}

package io.claviger.model;

import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
  @ParameterizedTest
  @ValueSource(strings = {"ORG_OWNER", "reader", "Billing.Admin", "a:b-c_9", "-"})
  void isAnyNameOfItsAlphabet(String name) {
    assertEquals(name, new Role(name).toString());
  }

  @Test
  void itsNameHasUpTo66Characters() {
    assertEquals(66, new Role("X".repeat(66)).name().length());
    for (String wrong :
        List.of("X".repeat(67), "", "A B", " A", "A\n", "\u00c4", "\u0130", "a/b", "a@b", "a,b")) {
      Refusal.expect(ErrorCode.UNKNOWN_ROLE, () -> new Role(wrong));
    }
  }

  @Test
  void theRolesThatTheLibraryKnowsAreAssignedWhereTheyHaveAMeaning() {
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_ORGANIZATIONS,
        List.of("PROJECT_OWNER"),
        () -> on(Role.PROJECT_OWNER));
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_PROJECTS, List.of("ORG_OWNER"), () -> on(Role.ORG_OWNER, PROJECT));
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_PROJECTS, List.of("ORG_MEMBER"), () -> on(Role.ORG_MEMBER, PROJECT));
    assertEquals("ORG_OWNER", on(Role.ORG_OWNER).toString());
    assertEquals("PROJECT_OWNER@p1", on(Role.PROJECT_OWNER, PROJECT).toString());
  }

  @Test
  void otherRolesAreAssignedWhereTheyAreDeclared() {
    Role reader = new Role("reader");
    Role editor = new Role("editor");
    Roles roles = Roles.builtIn().withOrganizationRoles(reader).withProjectRoles(editor);
    roles.require(on(reader));
    roles.require(on(editor, PROJECT));
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_PROJECTS,
        List.of("reader"),
        () -> roles.require(on(reader, PROJECT)));
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_ORGANIZATIONS, List.of("editor"), () -> roles.require(on(editor)));
    Refusal.expect(ErrorCode.UNKNOWN_ROLE, List.of("reader"), () -> roles.withProjectRoles(reader));
    Refusal.expect(
        ErrorCode.UNKNOWN_ROLE, List.of("editor"), () -> roles.withOrganizationRoles(editor));
    Refusal.expect(ErrorCode.UNKNOWN_ROLE, () -> roles.withOrganizationRoles(Role.PROJECT_OWNER));
    Refusal.expect(ErrorCode.UNKNOWN_ROLE, () -> roles.withProjectRoles(Role.ORG_OWNER));
  }

  /** Under the name of Atlas it would be any role, and an owner without rights. */
  @Test
  void anOwnerOfAProjectHasOneName() {
    InvalidValueException refused =
        assertThrows(
            InvalidValueException.class,
            () -> Roles.builtIn().withProjectRoles(new Role("GROUP_OWNER")));
    assertTrue(refused.getMessage().contains("PROJECT_OWNER"), refused.getMessage());
  }

  @Test
  void assignmentsAreOrderedOrganizationFirst() {
    List<RoleAssignment> ordered =
        List.of(
            on(Role.ORG_MEMBER),
            on(Role.ORG_OWNER),
            on(Role.PROJECT_OWNER, PROJECT),
            on(PROJECT_READ_ONLY, PROJECT),
            on(Role.PROJECT_OWNER, OTHER_PROJECT));
    assertEquals(ordered, List.copyOf(new TreeSet<>(ordered)));
    assertEquals(5, new TreeSet<>(ordered).size());
    assertEquals(0, on(Role.ORG_OWNER).compareTo(on(Role.ORG_OWNER)));
  }

  @ParameterizedTest
  @CsvSource({
    "ORG_OWNER,          ORG_OWNER,          true",
    "ORG_OWNER,          ORG_MEMBER,         true",
    "ORG_OWNER,          PROJECT_OWNER@p1,     true",
    "ORG_OWNER,          PROJECT_READ_ONLY@p2, true",
    "PROJECT_OWNER@p1,     PROJECT_OWNER@p1,     true",
    "PROJECT_OWNER@p1,     PROJECT_READ_ONLY@p1, true",
    "PROJECT_OWNER@p1,     PROJECT_OWNER@p2,     false",
    "PROJECT_OWNER@p1,     PROJECT_READ_ONLY@p2, false",
    "PROJECT_OWNER@p1,     ORG_MEMBER,         false",
    "PROJECT_OWNER@p1,     ORG_OWNER,          false",
    "PROJECT_READ_ONLY@p1, PROJECT_READ_ONLY@p1, true",
    "PROJECT_READ_ONLY@p1, PROJECT_READ_ONLY@p2, false",
    "PROJECT_READ_ONLY@p1, PROJECT_OWNER@p1,     false",
    "ORG_MEMBER,         ORG_MEMBER,         true",
    "ORG_MEMBER,         ORG_OWNER,          false",
    "ORG_MEMBER,         PROJECT_READ_ONLY@p1, false",
    "ORG_READ_ONLY,      ORG_MEMBER,         false",
  })
  void ownersHoldWhatIsBelowThem(String held, String other, boolean implied) {
    assertEquals(implied, assignment(held).implies(assignment(other)));
  }

  /** Another role could be granted more on a project than its owner is. */
  @ParameterizedTest
  @CsvSource({
    "ORG_OWNER,      ORG_MEMBER,         true",
    "ORG_OWNER,      undeclared,         false",
    "ORG_OWNER,      PROJECT_READ_ONLY,    false",
    "ORG_OWNER,      PROJECT_READ_ONLY@p1, false",
    "PROJECT_OWNER@p1, PROJECT_OWNER@p1,     true",
    "PROJECT_OWNER@p1, PROJECT_READ_ONLY@p1, true",
    "PROJECT_OWNER@p1, PROJECT_READ_ONLY@p2, false",
    "PROJECT_OWNER@p1, ORG_READ_ONLY@p1,   false",
    "PROJECT_OWNER@p1, undeclared@p1,      false",
    "PROJECT_OWNER@p1, ORG_MEMBER,         false",
    "undeclared@p1,  undeclared@p1,      false",
    "ORG_READ_ONLY,  ORG_MEMBER,         false",
  })
  void anOwnerHasTheRolesThatAreDeclaredForItsScope(String held, String other, boolean has) {
    List<RoleAssignment> all = List.of(on(Samples.BILLING), assignment(held));
    assertEquals(has, Samples.ROLES.include(all, assignment(other)));
    assertFalse(Samples.ROLES.include(List.of(), assignment(other)));
  }

  @Test
  void theRegistryIsOpen() {
    Role own = new Role("ORG_GARDENER");
    assertFalse(Roles.builtIn().contains(own));
    Refusal.expect(
        ErrorCode.UNKNOWN_ROLE, List.of("ORG_GARDENER"), () -> Roles.builtIn().require(own));
    Roles more = Roles.builtIn().withOrganizationRoles(own);
    assertSame(own, more.require(own));
    assertTrue(more.contains(READ_ONLY));
    assertFalse(Roles.builtIn().contains(own), "the registry it came from stays as it is");
    assertEquals(Roles.builtIn().ofProjects(), more.ofProjects());
  }

  @Test
  void theBuiltInRolesAreFive() {
    assertEquals(
        "of organizations [ORG_MEMBER, ORG_OWNER, ORG_READ_ONLY],"
            + " of projects [PROJECT_OWNER, PROJECT_READ_ONLY]",
        Roles.builtIn().toString());
    assertSame(Roles.builtIn(), ManagementPolicy.standard().roles());
  }

  private static RoleAssignment assignment(String text) {
    String[] parts = text.split("@", -1);
    Role role = new Role(parts[0]);
    return parts.length == 1 ? on(role) : on(role, new ProjectId(parts[1]));
  }
}

package io.claviger;

import static io.claviger.Samples.OTHER_PROJECT;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.PROJECT_READ_ONLY;
import static io.claviger.Samples.READ_ONLY;
import static io.claviger.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
  @ParameterizedTest
  @ValueSource(strings = {"ORG_A", "GROUP_A", "ORG_0", "GROUP__", "ORG_MY_ROLE_2", "ORG_ORG_"})
  void isAPrefixAndAName(String name) {
    assertEquals(name, new Role(name).toString());
    assertEquals(name.startsWith("GROUP_"), new Role(name).isProjectRole());
  }

  @Test
  void itsNameHasUpTo60CharactersBehindThePrefix() {
    assertEquals(64, new Role("ORG_" + "X".repeat(60)).name().length());
    for (String wrong :
        List.of(
            "ORG_" + "X".repeat(61),
            "GROUP_" + "X".repeat(61),
            "ORG_",
            "GROUP_",
            "ORG",
            "OWNER",
            "",
            "org_owner",
            "Org_OWNER",
            "ORG_owner",
            "ORG_Ä",
            "ORG_A B",
            "ORG_A-B",
            " ORG_A",
            "ORG_A\n",
            "PROJECT_OWNER",
            "ORG_\u0130",
            "XORG_A")) {
      Refusal.expect(ErrorCode.INVALID_ENUM_VALUE, () -> new Role(wrong));
    }
  }

  @Test
  void aNameInLowerCaseIsRecognised() {
    String message = assertThrows(InvalidValue.class, () -> new Role("org_owner")).getMessage();
    assertTrue(message.contains("did you mean ORG_OWNER?"), message);
    message = assertThrows(InvalidValue.class, () -> new Role("owner")).getMessage();
    assertFalse(message.contains("did you mean"), message);
    message = assertThrows(InvalidValue.class, () -> new Role("OWNER")).getMessage();
    assertFalse(message.contains("did you mean"), message);
  }

  @Test
  void isAssignedWhereItsPrefixSays() {
    Refusal.expect(
        ErrorCode.INVALID_ROLE_FOR_ORG, List.of("GROUP_OWNER"), () -> on(Role.GROUP_OWNER));
    Refusal.expect(
        ErrorCode.INVALID_ROLE_FOR_GROUP, List.of("ORG_OWNER"), () -> on(Role.ORG_OWNER, PROJECT));
    assertEquals("ORG_OWNER", on(Role.ORG_OWNER).toString());
    assertEquals("GROUP_OWNER@p1", on(Role.GROUP_OWNER, PROJECT).toString());
  }

  @Test
  void assignmentsAreOrderedOrganizationFirst() {
    List<RoleAssignment> ordered =
        List.of(
            on(Role.ORG_MEMBER),
            on(Role.ORG_OWNER),
            on(Role.GROUP_OWNER, PROJECT),
            on(PROJECT_READ_ONLY, PROJECT),
            on(Role.GROUP_OWNER, OTHER_PROJECT));
    assertEquals(ordered, List.copyOf(new TreeSet<>(ordered)));
    assertEquals(5, new TreeSet<>(ordered).size());
    assertEquals(0, on(Role.ORG_OWNER).compareTo(on(Role.ORG_OWNER)));
  }

  @ParameterizedTest
  @CsvSource({
    "ORG_OWNER,          ORG_OWNER,          true",
    "ORG_OWNER,          ORG_MEMBER,         true",
    "ORG_OWNER,          GROUP_OWNER@p1,     true",
    "ORG_OWNER,          GROUP_READ_ONLY@p2, true",
    "GROUP_OWNER@p1,     GROUP_OWNER@p1,     true",
    "GROUP_OWNER@p1,     GROUP_READ_ONLY@p1, true",
    "GROUP_OWNER@p1,     GROUP_OWNER@p2,     false",
    "GROUP_OWNER@p1,     GROUP_READ_ONLY@p2, false",
    "GROUP_OWNER@p1,     ORG_MEMBER,         false",
    "GROUP_OWNER@p1,     ORG_OWNER,          false",
    "GROUP_READ_ONLY@p1, GROUP_READ_ONLY@p1, true",
    "GROUP_READ_ONLY@p1, GROUP_READ_ONLY@p2, false",
    "GROUP_READ_ONLY@p1, GROUP_OWNER@p1,     false",
    "ORG_MEMBER,         ORG_MEMBER,         true",
    "ORG_MEMBER,         ORG_OWNER,          false",
    "ORG_MEMBER,         GROUP_READ_ONLY@p1, false",
    "ORG_READ_ONLY,      ORG_MEMBER,         false",
  })
  void ownersHoldWhatIsBelowThem(String held, String other, boolean implied) {
    assertEquals(implied, assignment(held).implies(assignment(other)));
  }

  @Test
  void theRegistryIsOpen() {
    Role own = new Role("ORG_GARDENER");
    assertFalse(Roles.atlas().contains(own));
    Refusal.expect(
        ErrorCode.INVALID_ENUM_VALUE, List.of("ORG_GARDENER"), () -> Roles.atlas().require(own));
    Roles more = Roles.atlas().with(own);
    assertSame(own, more.require(own));
    assertTrue(more.contains(READ_ONLY));
    assertFalse(Roles.atlas().contains(own), "the registry it came from stays as it is");
    assertEquals(Roles.atlas().all().size() + 1, more.all().size());
  }

  @Test
  void everyRegistryKnowsTheRolesThatTheLibraryAssigns() {
    assertEquals(Set.of(Role.ORG_OWNER, Role.ORG_MEMBER), Roles.of(List.of()).all());
    assertTrue(Roles.atlas().contains(Role.GROUP_OWNER));
    assertEquals("[ORG_MEMBER, ORG_OWNER]", Roles.of(List.of()).toString());
  }

  private static RoleAssignment assignment(String text) {
    String[] parts = text.split("@", -1);
    Role role = new Role(parts[0]);
    return parts.length == 1 ? on(role) : on(role, new ProjectId(parts[1]));
  }
}

package io.claviger.internal.management;

import static io.claviger.Samples.OTHER_PROJECT;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.PROJECT_READ_ONLY;
import static io.claviger.Samples.READ_ONLY;
import static io.claviger.Samples.key;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.on;
import static io.claviger.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.ApiKeyPatch;
import io.claviger.Caller;
import io.claviger.ErrorCode;
import io.claviger.EventType;
import io.claviger.InvalidValue;
import io.claviger.KeyFilter;
import io.claviger.ProjectId;
import io.claviger.Refusal;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.spi.OrganizationChange;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Roles of a key on one project (row 28). */
final class ProjectRolesTest {
  private static final RoleAssignment READER = on(PROJECT_READ_ONLY, PROJECT);
  private static final RoleAssignment ELSEWHERE = on(PROJECT_READ_ONLY, OTHER_PROJECT);

  private final Rules rules = Scene.rules();
  private final ApiKey target = key(2, on(Role.ORG_MEMBER), READER, ELSEWHERE);
  private final Scene scene = Scene.with(owner(1), target).withProjects(PROJECT, OTHER_PROJECT);

  @Test
  void ownersGiveAndTakeRolesOfTheProjectAlone() {
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, Scene.PROJECT_OWNER)) {
      assertEquals(
          Set.of(on(Role.ORG_MEMBER), on(Role.GROUP_OWNER, PROJECT), ELSEWHERE),
          roles(scene, caller, Role.GROUP_OWNER));
      assertEquals(Set.of(on(Role.ORG_MEMBER), ELSEWHERE), roles(scene, caller));
    }
  }

  @Test
  void aChangeIsOneEventAndNoChangeIsNone() {
    assertEquals(
        List.of(EventType.API_KEY_ROLES_CHANGED),
        replace(scene, Scene.OWNER, PROJECT, Role.GROUP_OWNER)
            .change()
            .orElseThrow()
            .events()
            .stream()
            .map(event -> event.type())
            .toList());
    assertTrue(replace(scene, Scene.OWNER, PROJECT, PROJECT_READ_ONLY).change().isEmpty());
  }

  @Test
  void aKeyThatIsLeftWithNothingIsAMember() {
    Scene only = Scene.with(owner(1), key(2, READER));
    assertEquals(Set.of(on(Role.ORG_MEMBER)), roles(only, Scene.OWNER));
  }

  @Test
  void aKeyDropsItsOwnRolesAndGainsNone() {
    Caller itself = Scene.calling(target);
    assertEquals(Set.of(on(Role.ORG_MEMBER), ELSEWHERE), roles(scene, itself));
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE,
        List.of("GROUP_OWNER@" + PROJECT),
        () -> replace(scene, itself, PROJECT, Role.GROUP_OWNER));
  }

  @Test
  void aKeyOutsideIsAdded() {
    Scene outside = Scene.with(owner(1), key(2, ELSEWHERE)).withProjects(PROJECT, OTHER_PROJECT);
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, Scene.PROJECT_OWNER)) {
      assertEquals(
          Set.of(on(Role.ORG_MEMBER), READER, ELSEWHERE),
          add(outside, caller, PROJECT_READ_ONLY).result().roles());
    }
  }

  /** The end of a long text is cut off. */
  @Test
  void anEventTellsFirstWhoOwnsSomething() {
    Scene outside =
        Scene.with(owner(1), key(2, ELSEWHERE, on(Role.ORG_MEMBER)))
            .withProjects(PROJECT, OTHER_PROJECT);
    Role[] roles = {new Role("GROUP_DATA_ACCESS_ADMIN"), Role.GROUP_OWNER, PROJECT_READ_ONLY};
    OrganizationChange change =
        Proposed.change(outside, Scene.OWNER, add(outside, Scene.OWNER, roles));
    String at = "@" + PROJECT;
    assertEquals(
        "[GROUP_OWNER" + at + ", GROUP_DATA_ACCESS_ADMIN" + at + ", GROUP_READ_ONLY" + at + "]",
        change.events().get(0).details().get("added"));
  }

  @Test
  void aKeyInsideIsNotAddedAgain() {
    Refusal.expect(
        ErrorCode.API_KEY_ALREADY_IN_GROUP,
        () -> add(scene, Scene.PROJECT_OWNER, Role.GROUP_OWNER));
    Refusal.expect(
        ErrorCode.API_KEY_ALREADY_IN_GROUP,
        () -> add(scene, Scene.calling(target), PROJECT_READ_ONLY));
  }

  @Test
  void addingTakesARoleAndTheRightToGiveIt() {
    Scene outside = Scene.with(owner(1), key(2, ELSEWHERE)).withProjects(PROJECT, OTHER_PROJECT);
    Refusal.expect(ErrorCode.MISSING_API_KEY_ROLES, () -> add(outside, Scene.OWNER));
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE,
        () -> add(outside, Scene.calling(key(2, ELSEWHERE)), PROJECT_READ_ONLY));
    Refusal.expect(
        ErrorCode.GROUP_NOT_FOUND,
        () -> add(outside.withProjects(), Scene.OWNER, PROJECT_READ_ONLY));
  }

  /** The answer would show it. */
  @Test
  void anOwnerOfAProjectTakesNoKeyOutThatIsNotInIt() {
    ApiKey itself = key(2, ELSEWHERE, on(Role.ORG_MEMBER));
    Scene outside = Scene.with(owner(1), itself).withProjects(PROJECT, OTHER_PROJECT);
    Refusal.expect(
        ErrorCode.API_KEY_NOT_IN_GROUP, () -> replace(outside, Scene.PROJECT_OWNER, PROJECT));
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, Scene.calling(itself))) {
      Proposed.nothing(replace(outside, caller, PROJECT));
    }
  }

  @Test
  void nobodyGrantsWhereTheyOwnNothing() {
    Refusal.expect(
        ErrorCode.USER_UNAUTHORIZED,
        () -> replace(scene, Scene.PROJECT_OWNER, OTHER_PROJECT, Role.GROUP_OWNER));
    Scene without = Scene.with(owner(1), target).withProjects();
    Refusal.expect(
        ErrorCode.GROUP_NOT_FOUND, () -> replace(without, Scene.OWNER, PROJECT, Role.GROUP_OWNER));
    assertEquals(Set.of(on(Role.ORG_MEMBER), ELSEWHERE), roles(without, Scene.OWNER), "taking");
  }

  /** Above that it is a key that was stored before there was a limit. */
  @Test
  void aKeyWithAThousandRolesOrMoreGainsNone() {
    for (int others : List.of(998, 1_500)) {
      ApiKey full =
          key(
              2,
              Stream.concat(Stream.of(on(Role.ORG_MEMBER), READER), manyRoles(others))
                  .toArray(RoleAssignment[]::new));
      Scene where = Scene.with(owner(1), full).withProjects(PROJECT, OTHER_PROJECT);
      for (Executable call :
          List.<Executable>of(
              () -> replace(where, Scene.OWNER, PROJECT, PROJECT_READ_ONLY, Role.GROUP_OWNER),
              () -> replace(where, Scene.OWNER, OTHER_PROJECT, PROJECT_READ_ONLY),
              () -> update(where, Role.ORG_MEMBER, READ_ONLY))) {
        Refusal.expect(
            ErrorCode.INVALID_ATTRIBUTE, List.of("roles", (others + 3) + " roles"), call);
      }
      assertEquals(others + 1, roles(where, Scene.OWNER).size(), "it drops some");
      Proposed.nothing(update(where, Role.ORG_MEMBER));
    }
  }

  @Test
  void rolesAreThoseOfProjectsAndRegistered() {
    Assertions.assertThrows(
        InvalidValue.class, () -> replace(scene, Scene.OWNER, PROJECT, Role.ORG_OWNER));
    Refusal.expect(
        ErrorCode.INVALID_ENUM_VALUE,
        () -> replace(scene, Scene.OWNER, PROJECT, new Role("GROUP_GARDENER")));
  }

  @Test
  void anOwnerOfAProjectListsItsKeys() {
    KeyFilter wanted = KeyFilter.all().inProject(PROJECT);
    assertEquals(wanted, rules.keys().visible(scene.seenBy(Scene.PROJECT_OWNER), wanted));
    Refusal.expect(
        ErrorCode.USER_UNAUTHORIZED,
        () ->
            rules
                .keys()
                .visible(
                    scene.seenBy(Scene.PROJECT_OWNER), KeyFilter.all().inProject(OTHER_PROJECT)));
  }

  private static Stream<RoleAssignment> manyRoles(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> on(PROJECT_READ_ONLY, new ProjectId("other" + i)));
  }

  private Proposal<ApiKey> update(Scene where, Role... roles) {
    ApiKeyPatch patch = ApiKeyPatch.nothing().replaceOrganizationRoles(roles);
    return rules.keys().update(where.seenBy(Scene.OWNER), keyId(2), patch);
  }

  private Set<RoleAssignment> roles(Scene where, Caller caller, Role... roles) {
    Proposal<ApiKey> proposal = replace(where, caller, PROJECT, roles);
    ApiKey after = where.after(proposal.change().orElseThrow()).key(keyId(2));
    assertEquals(after, proposal.result());
    return after.roles();
  }

  private Proposal<ApiKey> add(Scene where, Caller caller, Role... roles) {
    return rules.projects().add(where.seenBy(caller), keyId(2), PROJECT, List.of(roles));
  }

  private Proposal<ApiKey> replace(Scene where, Caller caller, ProjectId project, Role... roles) {
    return rules.projects().replaceRoles(where.seenBy(caller), keyId(2), project, List.of(roles));
  }
}

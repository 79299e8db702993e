package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.model.Samples.DEPLOYER;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.ProjectId;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.spi.store.OrganizationChange;
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

  private final Rules rules = Fixture.rules();
  private final ApiKey target = key(2, on(Role.ORG_MEMBER), READER, ELSEWHERE);
  private final Fixture fixture =
      Fixture.with(owner(1), target).withProjects(PROJECT, OTHER_PROJECT);

  @Test
  void ownersGiveAndTakeRolesOfTheProjectAlone() {
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, Fixture.PROJECT_OWNER)) {
      assertEquals(
          Set.of(on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT), ELSEWHERE),
          roles(fixture, caller, Role.PROJECT_OWNER));
      assertEquals(Set.of(on(Role.ORG_MEMBER), ELSEWHERE), roles(fixture, caller));
    }
  }

  @Test
  void aChangeIsOneEventAndNoChangeIsNone() {
    assertEquals(
        List.of(EventType.API_KEY_ROLES_CHANGED),
        replace(fixture, Fixture.OWNER, PROJECT, Role.PROJECT_OWNER)
            .change()
            .orElseThrow()
            .events()
            .stream()
            .map(event -> event.type())
            .toList());
    assertTrue(replace(fixture, Fixture.OWNER, PROJECT, PROJECT_READ_ONLY).change().isEmpty());
  }

  @Test
  void aKeyThatIsLeftWithNothingIsAMember() {
    Fixture only = Fixture.with(owner(1), key(2, READER));
    assertEquals(Set.of(on(Role.ORG_MEMBER)), roles(only, Fixture.OWNER));
  }

  @Test
  void aKeyDropsItsOwnRolesAndGainsNone() {
    Caller itself = Fixture.calling(target);
    assertEquals(Set.of(on(Role.ORG_MEMBER), ELSEWHERE), roles(fixture, itself));
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE,
        List.of("PROJECT_OWNER@" + PROJECT),
        () -> replace(fixture, itself, PROJECT, Role.PROJECT_OWNER));
  }

  @Test
  void aKeyOutsideIsAdded() {
    Fixture outside =
        Fixture.with(owner(1), key(2, ELSEWHERE)).withProjects(PROJECT, OTHER_PROJECT);
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, Fixture.PROJECT_OWNER)) {
      assertEquals(
          Set.of(on(Role.ORG_MEMBER), READER, ELSEWHERE),
          outside
              .after(add(outside, caller, PROJECT_READ_ONLY).change().orElseThrow())
              .key(keyId(2))
              .roles());
    }
  }

  /** The end of a long text is cut off. */
  @Test
  void anEventTellsFirstWhoOwnsSomething() {
    Fixture outside =
        Fixture.with(owner(1), key(2, ELSEWHERE, on(Role.ORG_MEMBER)))
            .withProjects(PROJECT, OTHER_PROJECT);
    Role[] roles = {DEPLOYER, Role.PROJECT_OWNER, PROJECT_READ_ONLY};
    OrganizationChange change =
        Proposed.change(outside, Fixture.OWNER, add(outside, Fixture.OWNER, roles));
    String at = "@" + PROJECT;
    assertEquals(
        "[PROJECT_OWNER" + at + ", DEPLOYER" + at + ", PROJECT_READ_ONLY" + at + "]",
        change.events().get(0).details().get("added"));
  }

  @Test
  void aKeyInsideIsNotAddedAgain() {
    Refusal.expect(
        ErrorCode.API_KEY_ALREADY_IN_PROJECT,
        () -> add(fixture, Fixture.PROJECT_OWNER, Role.PROJECT_OWNER));
    Refusal.expect(
        ErrorCode.API_KEY_ALREADY_IN_PROJECT,
        () -> add(fixture, Fixture.calling(target), PROJECT_READ_ONLY));
  }

  @Test
  void addingTakesARoleAndTheRightToGiveIt() {
    Fixture outside =
        Fixture.with(owner(1), key(2, ELSEWHERE)).withProjects(PROJECT, OTHER_PROJECT);
    Refusal.expect(ErrorCode.ROLES_REQUIRED, () -> add(outside, Fixture.OWNER));
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE,
        () -> add(outside, Fixture.calling(key(2, ELSEWHERE)), PROJECT_READ_ONLY));
    Refusal.expect(
        ErrorCode.PROJECT_NOT_FOUND,
        () -> add(outside.withProjects(), Fixture.OWNER, PROJECT_READ_ONLY));
  }

  /** The answer would show it. */
  @Test
  void anOwnerOfAProjectTakesNoKeyOutThatIsNotInIt() {
    ApiKey itself = key(2, ELSEWHERE, on(Role.ORG_MEMBER));
    Fixture outside = Fixture.with(owner(1), itself).withProjects(PROJECT, OTHER_PROJECT);
    Refusal.expect(
        ErrorCode.API_KEY_NOT_IN_PROJECT, () -> replace(outside, Fixture.PROJECT_OWNER, PROJECT));
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, Fixture.calling(itself))) {
      Proposed.nothing(replace(outside, caller, PROJECT));
    }
  }

  @Test
  void anOwnerOfAProjectSeesNeitherTheAddressesOfAKeyNorItsRolesElsewhere() {
    ApiKey listed = listing(target, HERE, "10.0.0.0/8");
    Fixture here = Fixture.with(owner(1), listed).withProjects(PROJECT, OTHER_PROJECT);
    ApiKey seen = key(2, on(Role.ORG_MEMBER), READER);
    assertEquals(
        seen, replace(here, Fixture.PROJECT_OWNER, PROJECT, PROJECT_READ_ONLY).result(), "change");
    KeyView list =
        rules
            .keys()
            .visible(here.seenBy(Fixture.PROJECT_OWNER), KeyFilter.all().inProject(PROJECT));
    assertEquals(List.of(seen), list.of(new KeyPage(List.of(listed), false)).items());
    assertEquals(listed, replace(here, Fixture.OWNER, PROJECT, PROJECT_READ_ONLY).result());
  }

  @Test
  void nobodyGrantsWhereTheyOwnNothing() {
    Refusal.expect(
        ErrorCode.NOT_ALLOWED,
        () -> replace(fixture, Fixture.PROJECT_OWNER, OTHER_PROJECT, Role.PROJECT_OWNER));
    Fixture without = Fixture.with(owner(1), target).withProjects();
    Refusal.expect(
        ErrorCode.PROJECT_NOT_FOUND,
        () -> replace(without, Fixture.OWNER, PROJECT, Role.PROJECT_OWNER));
    assertEquals(Set.of(on(Role.ORG_MEMBER), ELSEWHERE), roles(without, Fixture.OWNER), "taking");
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
      Fixture where = Fixture.with(owner(1), full).withProjects(PROJECT, OTHER_PROJECT);
      for (Executable call :
          List.<Executable>of(
              () -> replace(where, Fixture.OWNER, PROJECT, PROJECT_READ_ONLY, Role.PROJECT_OWNER),
              () -> replace(where, Fixture.OWNER, OTHER_PROJECT, PROJECT_READ_ONLY),
              () -> update(where, Role.ORG_MEMBER, READ_ONLY))) {
        Refusal.expect(ErrorCode.INVALID_VALUE, List.of("roles", (others + 3) + " roles"), call);
      }
      assertEquals(others + 1, roles(where, Fixture.OWNER).size(), "it drops some");
      Proposed.nothing(update(where, Role.ORG_MEMBER));
    }
  }

  @Test
  void rolesAreThoseOfProjectsAndRegistered() {
    Assertions.assertThrows(
        InvalidValueException.class,
        () -> replace(fixture, Fixture.OWNER, PROJECT, Role.ORG_OWNER));
    Refusal.expect(
        ErrorCode.UNKNOWN_ROLE,
        () -> replace(fixture, Fixture.OWNER, PROJECT, new Role("GROUP_GARDENER")));
  }

  private static Stream<RoleAssignment> manyRoles(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> on(PROJECT_READ_ONLY, new ProjectId("other" + i)));
  }

  private Proposal<ApiKey> update(Fixture where, Role... roles) {
    ApiKeyPatch patch = ApiKeyPatch.nothing().replaceOrganizationRoles(roles);
    return rules.keys().update(where.seenBy(Fixture.OWNER), keyId(2), patch);
  }

  private Set<RoleAssignment> roles(Fixture where, Caller caller, Role... roles) {
    Proposal<ApiKey> proposal = replace(where, caller, PROJECT, roles);
    ApiKey after = where.after(proposal.change().orElseThrow()).key(keyId(2));
    assertEquals(CallerRights.judge(where.seenBy(caller)).shown(after), proposal.result());
    return after.roles();
  }

  private Proposal<ApiKey> add(Fixture where, Caller caller, Role... roles) {
    return rules.projects().add(where.seenBy(caller), keyId(2), PROJECT, List.of(roles));
  }

  private Proposal<ApiKey> replace(Fixture where, Caller caller, ProjectId project, Role... roles) {
    return rules.projects().replaceRoles(where.seenBy(caller), keyId(2), project, List.of(roles));
  }
}

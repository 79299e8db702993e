package io.claviger.internal.management;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.ORG;
import static io.claviger.Samples.OTHER_PROJECT;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.PROJECT_READ_ONLY;
import static io.claviger.Samples.block;
import static io.claviger.Samples.key;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.on;
import static io.claviger.Samples.owner;
import static io.claviger.internal.management.Scene.HERE;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyPatch;
import io.claviger.ApiKeys;
import io.claviger.Caller;
import io.claviger.Claviger;
import io.claviger.ClavigerException;
import io.claviger.ErrorCode;
import io.claviger.KeyFilter;
import io.claviger.Labels;
import io.claviger.NewApiKey;
import io.claviger.Operation;
import io.claviger.OrganizationPatch;
import io.claviger.Overlap;
import io.claviger.PageRequest;
import io.claviger.ProjectId;
import io.claviger.Refusal;
import io.claviger.Revision;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.Scope;
import io.claviger.Stale;
import io.claviger.internal.FakeTicker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever asks first is answered as the change itself would be, and nothing is changed. */
class CheckTest {
  private static final ProjectId NO_PROJECT = new ProjectId("nowhere");

  /** A question, and a change that nothing but its caller and what is there can forbid. */
  private record Pair(String name, Consumer<ApiKeys> question, Consumer<ApiKeys> change) {}

  private final ApiKey ownerKey = listing(owner(1), HERE);
  private final ApiKey projectKey =
      listing(key(2, on(Role.ORG_MEMBER), on(Role.GROUP_OWNER, PROJECT)), HERE);
  private final ApiKey memberKey = listing(key(3, on(Role.ORG_MEMBER)), HERE);
  private final ApiKey openKey = key(4, on(Role.ORG_OWNER));
  private final ApiKey readerKey = key(5, on(PROJECT_READ_ONLY, PROJECT));
  private final ScriptedStore store =
      ScriptedStore.holding(
          Scene.with(ownerKey, projectKey, memberKey, openKey, readerKey, owner(6)).facts());

  @TestFactory
  Stream<DynamicTest> theAnswerIsThatOfTheChange() {
    List<Caller> callers =
        List.of(
            Scene.HOST,
            Scene.OWNER,
            Scene.USER,
            Scene.PROJECT_OWNER,
            Scene.STRANGER,
            calling(ownerKey),
            calling(projectKey),
            calling(memberKey),
            calling(openKey),
            calling(ownerKey, "192.0.2.1"));
    return pairs().stream()
        .flatMap(
            pair ->
                callers.stream()
                    .map(
                        caller ->
                            dynamicTest(
                                pair.name() + ", " + caller.actor(), () -> agree(pair, caller))));
  }

  private void agree(Pair pair, Caller caller) {
    String asked = outcome(() -> pair.question().accept(acting(caller)));
    assertEquals(0, store.commits.size());
    assertEquals(asked, outcome(() -> pair.change().accept(acting(caller))));
    store.commits.clear();
  }

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    pairs.add(
        new Pair(
            "organization",
            keys -> keys.check(ORG, Operation.updateOrganization()),
            keys -> keys.updateOrganization(ORG, OrganizationPatch.nothing().rename("New"))));
    for (RoleAssignment role :
        List.of(
            on(Role.ORG_MEMBER),
            on(PROJECT_READ_ONLY, PROJECT),
            on(PROJECT_READ_ONLY, OTHER_PROJECT),
            on(PROJECT_READ_ONLY, NO_PROJECT))) {
      pairs.add(
          new Pair(
              "create " + role,
              keys -> keys.check(ORG, Operation.createKey(role.scope())),
              keys -> keys.create(ORG, request(role))));
    }
    for (ApiKeyId id : List.of(keyId(3), keyId(4), keyId(99))) {
      pairs.add(
          new Pair(
              "update " + id,
              keys -> keys.check(ORG, Operation.updateKey(id)),
              keys -> keys.update(ORG, id, ApiKeyPatch.nothing().describe("new"))));
      pairs.add(
          new Pair(
              "rotate " + id,
              keys -> keys.check(ORG, Operation.rotateKey(id)),
              keys -> keys.rotate(ORG, id, Overlap.none())));
      pairs.add(
          new Pair(
              "whitelist " + id,
              keys -> keys.check(ORG, Operation.changeWhitelist(id)),
              keys -> keys.addToWhitelist(ORG, id, List.of(block("198.51.100.0/24")))));
    }
    for (ProjectId project : List.of(PROJECT, OTHER_PROJECT, NO_PROJECT)) {
      for (ApiKeyId id : List.of(keyId(6), keyId(99))) {
        pairs.add(
            new Pair(
                "roles of " + id + " on " + project,
                keys -> keys.check(ORG, Operation.changeProjectRoles(id, project)),
                keys -> keys.replaceProjectRoles(ORG, id, project, List.of(PROJECT_READ_ONLY))));
      }
    }
    return pairs;
  }

  @Test
  void aKeyMayAskToDropItsOwnRolesWhetherOrNotTheProjectExists() {
    ApiKeys keys = acting(calling(readerKey));
    keys.check(ORG, Operation.changeProjectRoles(readerKey.id(), PROJECT));
    keys.check(ORG, Operation.changeProjectRoles(readerKey.id(), NO_PROJECT));
  }

  @Test
  void aKeyIsAddedToAProjectThatExistsWithOneRoleAtLeast() {
    Refusal.expect(
        ErrorCode.MISSING_API_KEY_ROLES,
        () -> acting(Scene.OWNER).addToProject(ORG, keyId(6), PROJECT, List.of()));
    Refusal.expect(
        ErrorCode.GROUP_NOT_FOUND,
        () -> acting(Scene.OWNER).addToProject(ORG, keyId(6), NO_PROJECT, List.of()));
  }

  @Test
  void keysOfAProjectAreListedByWhoeverHasToDoWithIt() {
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, calling(ownerKey))) {
      acting(caller).check(ORG, Operation.listKeys(OTHER_PROJECT));
      Refusal.expect(
          ErrorCode.GROUP_NOT_FOUND,
          List.of(NO_PROJECT.value()),
          () -> acting(caller).check(ORG, Operation.listKeys(NO_PROJECT)));
    }
    for (Caller caller : List.of(Scene.PROJECT_OWNER, calling(projectKey), calling(readerKey))) {
      acting(caller).check(ORG, Operation.listKeys(PROJECT));
      for (ProjectId project : List.of(OTHER_PROJECT, NO_PROJECT)) {
        Refusal.expect(
            ErrorCode.USER_UNAUTHORIZED,
            List.of(),
            () -> acting(caller).check(ORG, Operation.listKeys(project)));
      }
    }
    // Users have no key to see: without managing the project they see none of its keys.
    ApiKeys carol = acting(Caller.user("carol", ORG, List.of(on(PROJECT_READ_ONLY, PROJECT))));
    KeyFilter there = KeyFilter.all().inProject(PROJECT);
    Refusal.expect(
        ErrorCode.USER_UNAUTHORIZED, List.of(), () -> carol.list(ORG, there, PageRequest.first(1)));
    Refusal.expect(
        ErrorCode.USER_UNAUTHORIZED,
        List.of(),
        () -> carol.check(ORG, Operation.listKeys(PROJECT)));
  }

  @Test
  void aRevisionThatMovedIsStale() {
    ApiKeys keys = acting(Scene.HOST).atRevision(new Revision(7, 43));
    assertThrows(Stale.class, () -> keys.check(ORG, Operation.updateKey(keyId(1))));
    assertThrows(Stale.class, () -> keys.check(ORG, Operation.createKey(Scope.project(PROJECT))));
  }

  @Test
  void nullIsNoScope() {
    assertThrows(
        NullPointerException.class, () -> acting(Scene.HOST).check(ORG, Operation.createKey(null)));
  }

  private static NewApiKey request(RoleAssignment role) {
    return new NewApiKey(
        "new",
        Labels.none(),
        new TreeSet<>(List.of(role)),
        new TreeSet<>(List.of(block(HERE))),
        Optional.empty());
  }

  private static String outcome(Runnable call) {
    try {
      call.run();
      return "done";
    } catch (ClavigerException e) {
      return e.getClass() + " " + e.code() + " " + e.parameters() + " " + e.getMessage();
    }
  }

  private ApiKeys acting(Caller caller) {
    return Claviger.builder(store)
        .clock(InstantSource.fixed(NOW))
        .ticker(new FakeTicker())
        .random(new SplittableRandom(6))
        .projects((project, organization) -> !project.equals(NO_PROJECT))
        .build()
        .actingAs(caller);
  }
}

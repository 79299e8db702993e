package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ManagementCall;
import io.claviger.access.Caller;
import io.claviger.internal.FakeTicker;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
      listing(key(2, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT)), HERE);
  private final ApiKey memberKey = listing(key(3, on(Role.ORG_MEMBER)), HERE);
  private final ApiKey openKey = key(4, on(Role.ORG_OWNER));
  private final ApiKey readerKey = key(5, on(PROJECT_READ_ONLY, PROJECT));
  private final ScriptedStore store =
      ScriptedStore.holding(
          Fixture.with(ownerKey, projectKey, memberKey, openKey, readerKey, owner(6)).facts());

  @TestFactory
  Stream<DynamicTest> theAnswerIsThatOfTheChange() {
    List<Caller> callers =
        List.of(
            Fixture.APPLICATION,
            Fixture.OWNER,
            Fixture.USER,
            Fixture.PROJECT_OWNER,
            Fixture.STRANGER,
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
            keys -> keys.check(ORG, ManagementCall.updateOrganization()),
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
              keys -> keys.check(ORG, ManagementCall.createKey(role.scope())),
              keys -> keys.create(ORG, request(role))));
    }
    for (ApiKeyId id : List.of(keyId(3), keyId(4), keyId(99))) {
      pairs.add(
          new Pair(
              "update " + id,
              keys -> keys.check(ORG, ManagementCall.updateKey(id)),
              keys -> keys.update(ORG, id, ApiKeyPatch.nothing().describe("new"))));
      pairs.add(
          new Pair(
              "rotate " + id,
              keys -> keys.check(ORG, ManagementCall.rotateKey(id)),
              keys -> keys.rotate(ORG, id, GracePeriod.none())));
      pairs.add(
          new Pair(
              "whitelist " + id,
              keys -> keys.check(ORG, ManagementCall.changeWhitelist(id)),
              keys -> keys.addToWhitelist(ORG, id, List.of(block("198.51.100.0/24")))));
    }
    for (ProjectId project : List.of(PROJECT, OTHER_PROJECT, NO_PROJECT)) {
      for (ApiKeyId id : List.of(keyId(6), keyId(99))) {
        pairs.add(
            new Pair(
                "roles of " + id + " on " + project,
                keys -> keys.check(ORG, ManagementCall.changeProjectRoles(id, project)),
                keys -> keys.replaceProjectRoles(ORG, id, project, List.of(PROJECT_READ_ONLY))));
      }
    }
    return pairs;
  }

  @Test
  void aKeyMayAskToDropItsOwnRolesWhetherOrNotTheProjectExists() {
    ApiKeys keys = acting(calling(readerKey));
    keys.check(ORG, ManagementCall.changeProjectRoles(readerKey.id(), PROJECT));
    keys.check(ORG, ManagementCall.changeProjectRoles(readerKey.id(), NO_PROJECT));
  }

  @Test
  void keysOfAProjectAreListedByWhoeverHasToDoWithIt() {
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, calling(ownerKey))) {
      acting(caller).check(ORG, ManagementCall.listKeys(OTHER_PROJECT));
      Refusal.expect(
          ErrorCode.PROJECT_NOT_FOUND,
          List.of(NO_PROJECT.value()),
          () -> acting(caller).check(ORG, ManagementCall.listKeys(NO_PROJECT)));
    }
    for (Caller caller : List.of(Fixture.PROJECT_OWNER, calling(projectKey), calling(readerKey))) {
      acting(caller).check(ORG, ManagementCall.listKeys(PROJECT));
      for (ProjectId project : List.of(OTHER_PROJECT, NO_PROJECT)) {
        Refusal.expect(
            ErrorCode.NOT_ALLOWED,
            List.of(),
            () -> acting(caller).check(ORG, ManagementCall.listKeys(project)));
      }
    }
    // Users have no key to see: without managing the project they see none of its keys.
    ApiKeys carol = acting(Caller.user("carol", ORG, List.of(on(PROJECT_READ_ONLY, PROJECT))));
    KeyFilter there = KeyFilter.all().inProject(PROJECT);
    Refusal.expect(
        ErrorCode.NOT_ALLOWED, List.of(), () -> carol.list(ORG, there, PageQuery.first(1)));
    Refusal.expect(
        ErrorCode.NOT_ALLOWED, List.of(), () -> carol.check(ORG, ManagementCall.listKeys(PROJECT)));
  }

  private static NewApiKey request(RoleAssignment role) {
    return NewApiKey.of("new", new TreeSet<>(List.of(role)))
        .withWhitelist(new TreeSet<>(List.of(block(HERE))));
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

package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.ManagementCall;
import io.claviger.access.Caller;
import io.claviger.access.Callers;
import io.claviger.internal.FakeTicker;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.KeyPage;
import io.claviger.model.NewApiKey;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.Refusal;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.StaleRevisionException;
import io.claviger.model.Whitelist;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way from a call to the rules and back, the same for every call. */
class ManagementTest {
  private static final Revision NOW_AT = new Revision(7, 42);

  private final ApiKey ownerKey = listing(owner(1), HERE);
  private final ApiKey memberKey = listing(member(2), HERE, "10.0.0.0/8");
  private final ScriptedStore store =
      ScriptedStore.holding(Fixture.with(ownerKey, memberKey).facts());

  /** Every call about an organization that exists or not. */
  static Stream<Consumer<ApiKeys>> calls() {
    return Stream.of(
        keys -> keys.getOrganization(ORG),
        keys -> keys.updateOrganization(ORG, OrganizationPatch.nothing().rename("New")),
        keys -> keys.deleteOrganization(ORG),
        keys -> keys.bumpRevision(ORG),
        keys -> keys.create(ORG, NewApiKey.of("key", Role.ORG_MEMBER)),
        keys -> keys.get(ORG, keyId(2)),
        keys -> keys.getUsage(ORG, keyId(2)),
        keys -> keys.getUsage(ORG, List.of(keyId(2))),
        keys -> keys.list(ORG, PageQuery.first(10)),
        keys -> keys.update(ORG, keyId(2), ApiKeyPatch.nothing().describe("new")),
        keys -> keys.check(ORG, ManagementCall.updateKey(keyId(2))),
        keys -> keys.revoke(ORG, keyId(2)),
        keys -> keys.getWhitelist(ORG, keyId(2)),
        keys -> keys.getWhitelistEntry(ORG, keyId(2), block("10.0.0.0/8")),
        keys -> keys.addToWhitelist(ORG, keyId(2), List.of(block("11.0.0.0/8"))),
        keys -> keys.removeFromWhitelist(ORG, keyId(2), block("10.0.0.0/8")));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theApplicationDoesItAtTheRevisionItSaw(Consumer<ApiKeys> call) {
    call.accept(acting(Fixture.APPLICATION));
    call.accept(acting(Fixture.APPLICATION).atRevision(NOW_AT));
    store.commits.forEach(change -> assertEquals(Optional.of(NOW_AT), change.expected()));
  }

  /** Nor where the organization is now. */
  @ParameterizedTest
  @MethodSource("calls")
  void whoMayNotCallIsNotToldThatARevisionMoved(Consumer<ApiKeys> call) {
    ApiKeys keys = acting(Fixture.calling(owner(9))).atRevision(new Revision(6, 42));
    Refusal.expect(ErrorCode.CALLING_KEY_NOT_VALID, () -> call.accept(keys));
  }

  static Stream<Consumer<ApiKeys>> changesOfAKey() {
    return Stream.of(
        keys -> keys.update(ORG, keyId(2), ApiKeyPatch.nothing().describe("new")),
        keys -> keys.revoke(ORG, keyId(2)),
        keys -> keys.rotate(ORG, keyId(2), GracePeriod.none()),
        keys -> keys.deleteSecret(ORG, keyId(2), listing(member(2), HERE).secrets().get(0).id()),
        keys -> keys.addToProject(ORG, keyId(2), PROJECT, List.of(Role.PROJECT_OWNER)),
        keys -> keys.replaceProjectRoles(ORG, keyId(2), PROJECT, List.of(Role.PROJECT_OWNER)),
        keys -> keys.addToWhitelist(ORG, keyId(2), List.of(block("11.0.0.0/8"))),
        keys -> keys.removeFromWhitelist(ORG, keyId(2), block("10.0.0.0/8")));
  }

  @ParameterizedTest
  @MethodSource("changesOfAKey")
  void aChangeIsMadeOnlyIfItsKeyFulfilsTheCondition(Consumer<ApiKeys> call) {
    ApiKeys unfulfilled = acting(Fixture.OWNER).onlyIf(key -> !key.id().equals(keyId(2)));
    Refusal.expect(ErrorCode.KEY_CHANGED, () -> call.accept(unfulfilled));
    ApiKeys stranger = acting(Fixture.USER).onlyIf(key -> false);
    Refusal.expect(ErrorCode.NOT_ALLOWED, () -> call.accept(stranger));
    assertEquals(List.of(), store.commits);
    call.accept(acting(Fixture.OWNER).onlyIf(key -> key.id().equals(keyId(2))));
    assertEquals(1, store.commits.size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aRevisionThatMovedIsStale(Consumer<ApiKeys> call) {
    for (Revision other : List.of(new Revision(7, 43), new Revision(6, 42), new Revision(8, 42))) {
      ApiKeys keys = acting(Fixture.APPLICATION).atRevision(other);
      StaleRevisionException stale =
          assertThrows(StaleRevisionException.class, () -> call.accept(keys));
      assertEquals(ErrorCode.STALE_REVISION, stale.code());
      assertEquals(List.of("acme"), stale.parameters());
    }
    assertEquals(List.of(), store.commits);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aStrangerIsRefusedBeforeTheStoreIsAsked(Consumer<ApiKeys> call) {
    Caller.Key foreign = Callers.key(OTHER_ORG, keyId(1), ownerKey.secrets().get(0).id(), ip(HERE));
    for (Caller caller : List.of(Fixture.STRANGER, Caller.user("newcomer"), foreign)) {
      Refusal.expect(
          ErrorCode.NO_ACCESS_TO_ORGANIZATION, List.of(), () -> call.accept(acting(caller)));
      assertEquals(
          message(store, caller, call),
          message(ScriptedStore.empty(), caller, call),
          "whether the organization exists is not told");
    }
    assertEquals(0, store.reads);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anOrganizationThatIsNotThereIsNotFound(Consumer<ApiKeys> call) {
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, Fixture.USER)) {
      ApiKeys keys = acting(ScriptedStore.empty(), caller);
      NotFoundException thrown = assertThrows(NotFoundException.class, () -> call.accept(keys));
      assertEquals(ErrorCode.ORGANIZATION_NOT_FOUND, thrown.code());
      assertEquals(List.of("acme"), thrown.parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aKeyOfAnOrganizationThatWasDeletedIsNobody(Consumer<ApiKeys> call) {
    Refusal.expect(
        ErrorCode.CALLING_KEY_NOT_VALID,
        () -> call.accept(acting(ScriptedStore.empty(), calling(ownerKey))));
  }

  @Test
  void theCallingKeyIsReadAnewWithEachTry() {
    store.answering(false, false);
    acting(calling(ownerKey)).revoke(ORG, keyId(2));
    assertEquals(3, store.reads);
    assertEquals(3, store.commits.size());
  }

  /** What is refused is not asked for again and again where the host's answers take long. */
  @Test
  void aRefusalDoesNotWaitForAnOrganizationThatStandsStill() {
    AtomicBoolean moved = new AtomicBoolean();
    ApiKeyStore moving =
        new ForwardingApiKeyStore(store) {
          @Override
          protected Optional<OrganizationSnapshot> read(
              ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
            moved.set(false);
            return super.read(from, organization, keys);
          }

          @Override
          protected Map<OrganizationId, OrganizationVersion> revisions(
              ChangeStore from, Set<OrganizationId> ids) {
            return moved.get()
                ? Map.of(ORG, OrganizationVersion.of(new Revision(8, 1)))
                : super.revisions(from, ids);
          }
        };
    ApiKeys keys =
        builder(moving)
            .owners(
                organization -> {
                  moved.set(true);
                  return false;
                })
            .build()
            .actingAs(Fixture.APPLICATION);
    Refusal.expect(ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED, () -> keys.revoke(ORG, keyId(1)));
    assertEquals(2, store.reads);
  }

  @Test
  void aListIsOfAllKeysForOwnersAndOfItselfForAKey() {
    assertEquals(
        List.of(ownerKey, memberKey),
        acting(calling(ownerKey)).list(ORG, PageQuery.first(10)).items());
    assertEquals(
        new KeyPage(List.of(memberKey), false),
        acting(calling(memberKey)).list(ORG, PageQuery.first(10)));
  }

  @Test
  void theAnswerIsWhatWasCommitted() {
    Whitelist after =
        acting(Fixture.OWNER).addToWhitelist(ORG, keyId(2), List.of(block("11.0.0.0/8")));
    assertEquals(after, store.commits.get(0).keys().updated().get(0).whitelist());
    assertEquals(
        acting(Fixture.OWNER).getWhitelistEntry(ORG, keyId(2), block(HERE)),
        memberKey.whitelist().entry(block(HERE)).get());
  }

  @Test
  void theApplicationIsAskedForTheProjectsThatAreNamed() {
    List<String> asked = new ArrayList<>();
    Claviger claviger =
        builder(store)
            .projects(
                (project, organization) -> {
                  asked.add(project + " of " + organization);
                  return project.equals(PROJECT);
                })
            .build();
    NewApiKey request =
        NewApiKey.of("key", Role.ORG_MEMBER).withProjectRole(PROJECT, PROJECT_READ_ONLY);
    claviger.actingAs(Fixture.OWNER).create(ORG, request);
    assertEquals(List.of("p1 of acme"), asked);
    Refusal.expect(
        ErrorCode.PROJECT_NOT_FOUND,
        () ->
            claviger
                .actingAs(Fixture.OWNER)
                .create(ORG, request.withProjectRole(OTHER_PROJECT, PROJECT_READ_ONLY)));
  }

  @Test
  void theApplicationIsAskedForOwnersOutside() {
    ScriptedStore single = ScriptedStore.holding(Fixture.with(owner(1)).facts());
    Refusal.expect(
        ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED,
        () -> acting(single, Fixture.APPLICATION).revoke(ORG, keyId(1)));
    Claviger claviger = builder(single).owners(organization -> organization.equals(ORG)).build();
    claviger.actingAs(Fixture.APPLICATION).revoke(ORG, keyId(1));
    assertEquals(1, single.commits.size());
  }

  @Test
  void whatTheDirectoriesOfTheApplicationThrowReachesTheCaller() {
    IllegalStateException down = new IllegalStateException("directory is down");
    Claviger claviger =
        builder(store)
            .owners(
                organization -> {
                  throw down;
                })
            .build();
    assertEquals(
        down,
        assertThrows(
            IllegalStateException.class,
            () -> claviger.actingAs(Fixture.APPLICATION).revoke(ORG, keyId(1))));
    assertEquals(List.of(), store.commits);
  }

  @Test
  void aDeadlineIsZeroToOneDay() {
    builder(store).changeDeadline(Duration.ZERO).changeDeadline(Duration.ofDays(1)).build();
    for (Duration wrong :
        List.of(Duration.ofNanos(-1), Duration.ofDays(1).plusNanos(1), Duration.ofDays(400_000))) {
      Refusal.expect(ErrorCode.INVALID_VALUE, () -> builder(store).changeDeadline(wrong));
    }
  }

  private static String message(ScriptedStore over, Caller caller, Consumer<ApiKeys> call) {
    return Refusal.expect(
            ErrorCode.NO_ACCESS_TO_ORGANIZATION, () -> call.accept(acting(over, caller)))
        .getMessage();
  }

  private ApiKeys acting(Caller caller) {
    return acting(store, caller);
  }

  private static ApiKeys acting(ScriptedStore over, Caller caller) {
    return builder(over).build().actingAs(caller);
  }

  private static Claviger.Builder builder(ApiKeyStore over) {
    return Claviger.builder(over)
        .clock(InstantSource.fixed(NOW))
        .ticker(new FakeTicker())
        .random(new SplittableRandom(6))
        .projects((project, organization) -> project.equals(PROJECT));
  }
}

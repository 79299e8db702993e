package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that hold however the changes of many callers interleave. */
abstract class ManagementRaceGroup extends ContractGroup {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 5;
  private static final Limits WIDE = Limits.standard().withApiKeys(1000).withWhitelistEntries(1000);

  private Fixture fixture;
  private ApiKeys application;

  @BeforeEach
  void open() {
    fixture = new Fixture(opened());
    application = fixture.asApplication();
  }

  /** The ways to take a lasting owner away. */
  private enum Removal {
    DELETE,
    DEMOTE,
    DISABLE,
    EXPIRE;

    Object run(ApiKeys api, OrganizationId organization, ApiKeyId owner) {
      ApiKeyPatch patch = ApiKeyPatch.nothing();
      return switch (this) {
        case DELETE -> {
          api.revoke(organization, owner);
          yield "deleted";
        }
        case DEMOTE ->
            api.update(organization, owner, patch.replaceOrganizationRoles(Role.ORG_MEMBER));
        case DISABLE -> api.update(organization, owner, patch.disable());
        case EXPIRE ->
            api.update(organization, owner, patch.expireAt(Fixture.START.plus(Duration.ofDays(1))));
      };
    }
  }

  @Test
  void oneOfTwoRivalsForTheLastOwnerLoses() throws Exception {
    for (Removal first : Removal.values()) {
      for (Removal second : Removal.values()) {
        for (int round = 0; round < ROUNDS; round++) {
          assertOneWins(first, second, /* eachOther= */ true);
          assertOneWins(first, second, /* eachOther= */ false);
        }
      }
    }
  }

  /** Two owners remove each other, or themselves. */
  private void assertOneWins(Removal first, Removal second, boolean eachOther) throws Exception {
    CreatedOrganization created = fixture.newOrganization();
    OrganizationId id = created.organization().id();
    IssuedApiKey a = created.firstKey();
    IssuedApiKey b = application.create(id, NewApiKey.of("b", Role.ORG_OWNER));
    ApiKeys byA = fixture.as(a);
    ApiKeys byB = fixture.as(b);
    ApiKeyId ofA = (eachOther ? b : a).apiKey().id();
    ApiKeyId ofB = (eachOther ? a : b).apiKey().id();

    List<Outcome<Object>> outcomes =
        Race.run(
            List.<Callable<Outcome<Object>>>of(
                () -> Outcome.of(() -> first.run(byA, id, ofA)),
                () -> Outcome.of(() -> second.run(byB, id, ofB))));

    String races = first + " against " + second;
    assertEquals(1, outcomes.stream().filter(Outcome::allowed).count(), races + outcomes);
    assertEquals(1, fixture.snapshot(id).lastingOwners(), races);
  }

  @Test
  void anOrganizationNeverHasMoreKeysThanItsLimit() throws Exception {
    race(
        Limits.standard().withApiKeys(4).withWhitelistEntries(200),
        3,
        ErrorCode.TOO_MANY_API_KEYS,
        (key, caller) ->
            application.create(key.organization(), NewApiKey.of("k", Role.ORG_MEMBER)));
  }

  @Test
  void aWhitelistNeverHasMoreEntriesThanItsLimit() throws Exception {
    race(
        Limits.standard().withApiKeys(500).withWhitelistEntries(3),
        3,
        ErrorCode.TOO_MANY_WHITELIST_ENTRIES,
        (key, caller) ->
            application.addToWhitelist(key.organization(), key.id(), List.of(block(0, caller))));
  }

  @Test
  void oneBlockIsAddedOnce() throws Exception {
    race(
        WIDE,
        1,
        ErrorCode.BLOCK_ALREADY_ON_WHITELIST,
        (key, caller) ->
            application.addToWhitelist(key.organization(), key.id(), List.of(Fixture.HOME_BLOCK)));
  }

  @Test
  void aKeyIsAddedToAProjectOnce() throws Exception {
    race(
        WIDE,
        1,
        ErrorCode.API_KEY_ALREADY_IN_PROJECT,
        (key, caller) ->
            application.addToProject(
                key.organization(),
                key.id(),
                Fixture.project(key.organization()),
                List.of(Role.PROJECT_OWNER)));
  }

  private interface Call {
    Object run(ApiKey key, int caller);
  }

  /** Lets all callers make a change of the same key; only so many succeed, whichever they are. */
  private void race(Limits limits, int successes, ErrorCode refusal, Call call) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CreatedOrganization created = fixture.newOrganization();
      OrganizationId id = created.organization().id();
      application.updateOrganization(id, OrganizationPatch.nothing().limit(limits));
      Snapshot before = fixture.snapshot(id);
      ApiKey key = created.firstKey().apiKey();

      List<Outcome<Object>> outcomes =
          Race.run(CALLERS, caller -> Outcome.of(() -> call.run(key, caller)));

      assertAllowed(successes, refusal, outcomes);
      assertEquals(successes, number(fixture.snapshot(id)) - number(before), "changes");
    }
  }

  @Test
  void oneOfManyCreatesAnOrganizationOfThisId() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      OrganizationId id = new OrganizationId("acme" + round);

      List<Outcome<CreatedOrganization>> outcomes =
          Race.run(
              CALLERS,
              i ->
                  Outcome.of(
                      () ->
                          application.createOrganization(
                              NewOrganization.named("by " + i).withId(id))));

      assertAllowed(1, ErrorCode.ORGANIZATION_ID_USED, outcomes);
      CreatedOrganization winner =
          outcomes.stream().flatMap(outcome -> outcome.answer().stream()).findAny().orElseThrow();
      assertEquals(winner.organization(), application.getOrganization(id));
      assertEquals(List.of(winner.firstKey().apiKey()), fixture.snapshot(id).page().items());
    }
  }

  @Test
  void manyCallersLoseNothing() throws Exception {
    CreatedOrganization created = fixture.newOrganization();
    OrganizationId id = created.organization().id();
    ApiKeyId shared = created.firstKey().apiKey().id();
    application.updateOrganization(id, OrganizationPatch.nothing().limit(WIDE));
    Snapshot before = fixture.snapshot(id);
    List<ApiKeys> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> fixture.as(Caller.user("user " + i, id, Role.ORG_OWNER)))
            .toList();

    List<List<ApiKey>> made =
        Race.run(
            CALLERS,
            caller -> {
              List<ApiKey> keys = new ArrayList<>();
              for (int i = 0; i < 25; i++) {
                NewApiKey request = NewApiKey.of("by " + caller, Role.ORG_MEMBER);
                keys.add(callers.get(caller).create(id, request).apiKey());
                callers.get(caller).addToWhitelist(id, shared, List.of(block(caller + 1, i)));
              }
              return keys;
            });

    Snapshot after = fixture.snapshot(id);
    assertEquals(
        made.stream().flatMap(List::stream).map(ApiKey::id).sorted().toList(),
        after.page().items().stream().map(ApiKey::id).filter(key -> !key.equals(shared)).toList());
    assertEquals(CALLERS * 25, after.key(shared).whitelist().size());
    assertNumberOfEvents(before.events().size() + CALLERS * 50, id);
    assertEquals(number(before) + CALLERS * 50, number(after), "one revision for each change");
  }

  private static CidrBlock block(int third, int fourth) {
    return CidrBlock.parse("10.1." + third + "." + fourth);
  }

  private static long number(Snapshot snapshot) {
    return snapshot.facts().orElseThrow().organization().revision().number();
  }

  private static void assertAllowed(
      int expected, ErrorCode refusal, List<? extends Outcome<?>> outcomes) {
    assertEquals(expected, outcomes.stream().filter(Outcome::allowed).count());
    outcomes.stream()
        .filter(outcome -> !outcome.allowed())
        .forEach(outcome -> outcome.assertRefused(refusal));
  }
}

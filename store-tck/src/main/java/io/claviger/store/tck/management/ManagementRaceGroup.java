package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.internal.Patience;
import io.claviger.store.tck.internal.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that hold whoever overtakes whom. Real threads, real pauses of the change loop. */
public abstract class ManagementRaceGroup extends ManagementGroup {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 5;

  /** On that store. */
  protected ManagementRaceGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  private World patientWorld() {
    return world(options -> options.changeDeadline(Patience.limit()));
  }

  /** Two owners, each taking the other or itself away, in every combination of ways. */
  @Test
  void oneOfTwoRivalsForTheLastOwnerLoses() throws Exception {
    World world = patientWorld();
    for (LastOwnerGroup.Removal first : LastOwnerGroup.Removal.all()) {
      for (LastOwnerGroup.Removal second : LastOwnerGroup.Removal.all()) {
        for (int round = 0; round < ROUNDS; round++) {
          assertOneWins(world, first, second, true);
          assertOneWins(world, first, second, false);
        }
      }
    }
  }

  private static void assertOneWins(
      World world, LastOwnerGroup.Removal first, LastOwnerGroup.Removal second, boolean eachOther)
      throws Exception {
    CreatedOrganization created = world.newOrganization();
    OrganizationId id = created.organization().id();
    IssuedApiKey a = created.firstKey();
    IssuedApiKey b = world.asHost().create(id, NewApiKey.of("b", Role.ORG_OWNER));
    ApiKeys byA = world.as(a, Cast.HOME);
    ApiKeys byB = world.as(b, Cast.HOME);
    ApiKeyId ofA = (eachOther ? b : a).apiKey().id();
    ApiKeyId ofB = (eachOther ? a : b).apiKey().id();

    List<Verdict> verdicts =
        Race.run(
            List.<Callable<Verdict>>of(
                () -> Verdict.of(() -> first.act().run(byA, id, ofA)),
                () -> Verdict.of(() -> second.act().run(byB, id, ofB))));

    String what = first.name() + " against " + second.name();
    assertEquals(1, verdicts.stream().filter(Verdict::allowed).count(), what + verdicts);
    assertEquals(1, world.picture(id).lastingOwners(), what);
  }

  @Test
  void anOrganizationNeverHasMoreKeysThanItsLimit() throws Exception {
    World world = patientWorld();
    for (int round = 0; round < ROUNDS; round++) {
      OrganizationId id = world.newOrganization().organization().id();
      limit(world, id, new Limits(4, 200));
      ApiKeys host = world.asHost();
      List<Verdict> verdicts =
          Race.run(
              CALLERS, i -> Verdict.of(() -> host.create(id, NewApiKey.of("k", Role.ORG_MEMBER))));
      assertAllowed(3, ErrorCode.TOO_MANY_API_KEYS, verdicts);
      assertEquals(4, world.picture(id).listed().size());
    }
  }

  @Test
  void aWhitelistNeverHasMoreEntriesThanItsLimit() throws Exception {
    World world = patientWorld();
    for (int round = 0; round < ROUNDS; round++) {
      CreatedOrganization created = world.newOrganization();
      OrganizationId id = created.organization().id();
      ApiKeyId key = created.firstKey().apiKey().id();
      limit(world, id, new Limits(500, 3));
      ApiKeys host = world.asHost();
      List<Verdict> verdicts =
          Race.run(
              CALLERS, i -> Verdict.of(() -> host.addToWhitelist(id, key, List.of(block(0, i)))));
      assertAllowed(3, ErrorCode.TOO_MANY_WHITELIST_ENTRIES, verdicts);
      assertEquals(3, world.picture(id).key(key).whitelist().size());
    }
  }

  @Test
  void oneBlockIsAddedOnce() throws Exception {
    World world = patientWorld();
    for (int round = 0; round < ROUNDS; round++) {
      CreatedOrganization created = world.newOrganization();
      OrganizationId id = created.organization().id();
      ApiKeyId key = created.firstKey().apiKey().id();
      ApiKeys host = world.asHost();
      List<Verdict> verdicts =
          Race.run(
              CALLERS,
              i -> Verdict.of(() -> host.addToWhitelist(id, key, List.of(Cast.HOME_BLOCK))));
      assertAllowed(1, ErrorCode.BLOCK_ALREADY_ON_WHITELIST, verdicts);
    }
  }

  @Test
  void aKeyIsAddedToAProjectOnce() throws Exception {
    World world = patientWorld();
    for (int round = 0; round < ROUNDS; round++) {
      CreatedOrganization created = world.newOrganization();
      OrganizationId id = created.organization().id();
      ApiKeyId key = created.firstKey().apiKey().id();
      ProjectId project = World.project(id, 1);
      ApiKeys host = world.asHost();
      List<Verdict> verdicts =
          Race.run(
              CALLERS,
              i ->
                  Verdict.of(() -> host.addToProject(id, key, project, List.of(Role.GROUP_OWNER))));
      assertAllowed(1, ErrorCode.API_KEY_ALREADY_IN_PROJECT, verdicts);
    }
  }

  @Test
  void oneOfManyCreatesAnOrganizationOfThisId() throws Exception {
    World world = patientWorld();
    ApiKeys host = world.asHost();
    for (int round = 0; round < ROUNDS; round++) {
      OrganizationId id = new OrganizationId("acme" + round);
      List<Verdict> verdicts =
          Race.run(
              CALLERS,
              i ->
                  Verdict.of(
                      () -> host.createOrganization(NewOrganization.named("by " + i).withId(id))));
      assertAllowed(1, ErrorCode.ORGANIZATION_ID_USED, verdicts);
      CreatedOrganization winner =
          (CreatedOrganization)
              verdicts.stream()
                  .flatMap(verdict -> verdict.answer().stream())
                  .findAny()
                  .orElseThrow();
      assertEquals(winner.organization(), host.getOrganization(id));
      assertEquals(List.of(winner.firstKey().apiKey()), world.picture(id).listed());
    }
  }

  @Test
  void manyCallersLoseNothing() throws Exception {
    World world = patientWorld();
    CreatedOrganization created = world.newOrganization();
    OrganizationId id = created.organization().id();
    ApiKeyId shared = created.firstKey().apiKey().id();
    limit(world, id, new Limits(1000, 1000));
    Picture before = world.picture(id);
    List<ApiKeys> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> world.as(Caller.user("user " + i, id, Role.ORG_OWNER)))
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

    Picture after = world.picture(id);
    assertEquals(
        made.stream().flatMap(List::stream).map(ApiKey::id).sorted().toList(),
        after.listed().stream().map(ApiKey::id).filter(key -> !key.equals(shared)).toList());
    assertEquals(CALLERS * 25, after.key(shared).whitelist().size());
    assertEquals(CALLERS * 50, after.eventsSince(before).size());
    assertEquals(number(before) + CALLERS * 50, number(after), "one revision for each change");
  }

  private static void limit(World world, OrganizationId id, Limits limits) {
    world.asHost().updateOrganization(id, OrganizationPatch.nothing().limit(limits));
  }

  private static CidrBlock block(int third, int fourth) {
    return CidrBlock.parse("10.1." + third + "." + fourth);
  }

  private static long number(Picture picture) {
    return picture.facts().orElseThrow().organization().revision().number();
  }

  private static void assertAllowed(int expected, ErrorCode refusal, List<Verdict> verdicts) {
    assertEquals(expected, verdicts.stream().filter(Verdict::allowed).count());
    verdicts.forEach(
        verdict ->
            assertTrue(
                verdict.allowed() || verdict.refusal().equals(Optional.of(refusal)),
                verdict::toString));
  }
}

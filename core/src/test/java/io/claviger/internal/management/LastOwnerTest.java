package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.spi.store.OrganizationChange;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An organization keeps an owner that lasts. */
class LastOwnerTest {
  private static final ApiKeyPatch NOTHING = ApiKeyPatch.nothing();

  private final Rules rules = Fixture.rules();

  /** Every way to make an owner one that does not last, alone and together. */
  static Stream<ApiKeyPatch> demotions() {
    return Stream.of(
        NOTHING.replaceOrganizationRoles(Role.ORG_MEMBER),
        NOTHING.disable(),
        NOTHING.expireAt(NOW.plusSeconds(1_000_000_000)),
        NOTHING.replaceOrganizationRoles(Role.ORG_MEMBER).disable(),
        NOTHING.disable().expireAt(NOW.plusSeconds(1)),
        NOTHING.replaceOrganizationRoles(Role.ORG_MEMBER).expireAt(NOW.plusSeconds(1)),
        NOTHING.replaceOrganizationRoles(Role.ORG_MEMBER).disable().expireAt(NOW.plusSeconds(1)),
        NOTHING.replaceOrganizationRoles(Role.ORG_OWNER).describe("still here").disable());
  }

  /** Owners that do not last, so that the other one is the last. */
  static Stream<ApiKey> fleetingOwners() {
    return Stream.of(
        disabled(owner(2)),
        expiring(owner(2), NOW.plusSeconds(1_000_000_000)),
        expiring(owner(2), NOW.minusSeconds(1)),
        withSecretUntil(owner(2), NOW.plusSeconds(1_000_000_000)),
        key(2, on(Role.ORG_MEMBER), Fixture.project(Role.PROJECT_OWNER)),
        member(2));
  }

  @ParameterizedTest
  @MethodSource("demotions")
  void isNotDemotedByAnybody(ApiKeyPatch patch) {
    Fixture fixture = Fixture.with(owner(1), member(2));
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, calling(owner(1)))) {
      Refusal.expect(
          ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED,
          List.of(ORG.value()),
          () -> rules.keys().update(fixture.seenBy(caller), keyId(1), patch));
    }
  }

  @ParameterizedTest
  @MethodSource("fleetingOwners")
  void isNotDeletedWhileTheOthersDoNotLast(ApiKey fleeting) {
    Fixture fixture = Fixture.with(owner(1), fleeting);
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, calling(owner(1)))) {
      Refusal.expect(
          ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED,
          List.of(ORG.value()),
          () -> rules.keys().revoke(fixture.seenBy(caller), keyId(1)));
      Refusal.expect(
          ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED,
          () -> rules.keys().update(fixture.seenBy(caller), keyId(1), NOTHING.disable()));
    }
  }

  @ParameterizedTest
  @MethodSource("fleetingOwners")
  void anOwnerThatDoesNotLastMayGo(ApiKey fleeting) {
    Fixture fixture = Fixture.with(owner(1), fleeting);
    OrganizationChange change =
        Proposed.change(
            fixture, Fixture.OWNER, rules.keys().revoke(fixture.seenBy(Fixture.OWNER), keyId(2)));
    assertEquals(new OrganizationCounters(1, 1), change.organization().counters());
  }

  @ParameterizedTest
  @MethodSource("demotions")
  void oneOfTwoMayGo(ApiKeyPatch patch) {
    Fixture fixture = Fixture.with(owner(1), owner(2));
    Caller caller = calling(owner(1));
    OrganizationChange change =
        Proposed.change(
            fixture, caller, rules.keys().update(fixture.seenBy(caller), keyId(1), patch));
    assertEquals(new OrganizationCounters(2, 1), change.organization().counters());
    Fixture after = fixture.after(change);
    Refusal.expect(
        ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED,
        () -> rules.keys().update(after.seenBy(Fixture.OWNER), keyId(2), patch));
    Refusal.expect(
        ErrorCode.LAST_OWNER_CANNOT_BE_REVOKED,
        () -> rules.keys().revoke(after.seenBy(Fixture.OWNER), keyId(2)));
  }

  @ParameterizedTest
  @MethodSource("demotions")
  void theLastOneMayGoWhereAnOwnerIsOutside(ApiKeyPatch patch) {
    Fixture fixture = Fixture.with(owner(1)).withOwnerOutside();
    OrganizationChange change =
        Proposed.change(
            fixture,
            Fixture.OWNER,
            rules.keys().update(fixture.seenBy(Fixture.OWNER), keyId(1), patch));
    assertEquals(new OrganizationCounters(1, 0), change.organization().counters());
    change =
        Proposed.change(
            fixture, Fixture.OWNER, rules.keys().revoke(fixture.seenBy(Fixture.OWNER), keyId(1)));
    assertEquals(new OrganizationCounters(0, 0), change.organization().counters());
  }

  @Test
  void patchesThatKeepItLastingAreDone() {
    Fixture fixture = Fixture.with(owner(1));
    ApiKeyPatch patch =
        NOTHING
            .describe("the one")
            .replaceOrganizationRoles(Role.ORG_OWNER, Role.ORG_MEMBER)
            .enable()
            .neverExpire();
    OrganizationChange change =
        Proposed.change(
            fixture,
            Fixture.OWNER,
            rules.keys().update(fixture.seenBy(Fixture.OWNER), keyId(1), patch));
    assertEquals(new OrganizationCounters(1, 1), change.organization().counters());
    assertEquals(
        List.of(
            "API_KEY_DESCRIPTION_CHANGED of 1 {after=the one, before=key 1}",
            "API_KEY_ROLES_CHANGED of 1 {added=[ORG_MEMBER], removed=[]}"),
        Proposed.events(change));
  }

  @Test
  void aKeyBecomesALastingOwnerAndIsCounted() {
    Fixture fixture = Fixture.with(owner(1), disabled(expiring(member(2), NOW.plusSeconds(9))));
    ApiKeyPatch patch = NOTHING.replaceOrganizationRoles(Role.ORG_OWNER).enable().neverExpire();
    OrganizationChange change =
        Proposed.change(
            fixture,
            Fixture.OWNER,
            rules.keys().update(fixture.seenBy(Fixture.OWNER), keyId(2), patch));
    assertEquals(new OrganizationCounters(2, 2), change.organization().counters());
    assertEquals(
        List.of(
            "API_KEY_ROLES_CHANGED of 2 {added=[ORG_OWNER], removed=[ORG_MEMBER]}",
            "API_KEY_ENABLED of 2 {}",
            "API_KEY_EXPIRY_CHANGED of 2 {after=never, before=2026-11-24T12:00:09Z}"),
        Proposed.events(change));
  }

  @Test
  void withNoLastingOwnerLeftTheOthersMayStillGo() {
    Fixture fixture = Fixture.with(disabled(owner(1)), member(2));
    for (ApiKeyId id : List.of(keyId(1), keyId(2))) {
      OrganizationChange change =
          Proposed.change(
              fixture,
              Fixture.APPLICATION,
              rules.keys().revoke(fixture.seenBy(Fixture.APPLICATION), id));
      assertEquals(Set.of(id), change.keys().deleted());
      assertEquals(new OrganizationCounters(1, 0), change.organization().counters());
    }
  }
}

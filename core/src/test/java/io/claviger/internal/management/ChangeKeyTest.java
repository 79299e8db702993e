package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.BILLING;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.spi.store.OrganizationChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What owners change about keys, and what the change tells. */
class ChangeKeyTest {
  private static final ApiKeyPatch NOTHING = ApiKeyPatch.nothing();
  private static final ApiKey TARGET =
      listing(
          key(
              2,
              on(Role.ORG_MEMBER),
              on(BILLING),
              on(Role.PROJECT_OWNER, PROJECT),
              on(PROJECT_READ_ONLY, OTHER_PROJECT)),
          "10.0.0.0/8");

  private final Rules rules = Fixture.rules();
  private final Fixture fixture = Fixture.with(owner(1), TARGET);

  @Test
  void rolesReplaceThoseOnTheOrganizationAndLeaveThoseOnProjects() {
    OrganizationChange change = done(NOTHING.replaceOrganizationRoles(READ_ONLY, BILLING));
    assertEquals(
        Set.of(
            on(READ_ONLY),
            on(BILLING),
            on(Role.PROJECT_OWNER, PROJECT),
            on(PROJECT_READ_ONLY, OTHER_PROJECT)),
        change.keys().updated().get(0).roles());
    assertEquals(
        List.of("API_KEY_ROLES_CHANGED of 2 {added=[ORG_READ_ONLY], removed=[ORG_MEMBER]}"),
        Proposed.events(change));
  }

  @Test
  void everyPartThatChangedIsToldOnceAndInOrder() {
    OrganizationChange change =
        done(
            NOTHING
                .describe("new")
                .label(Labels.of(Map.of("team", "blue")))
                .replaceOrganizationRoles(Role.ORG_OWNER)
                .disable()
                .expireAt(NOW.plusSeconds(1))
                .limitRate(Limits.Rate.parse("100/60")));
    assertEquals(
        List.of(
            "API_KEY_DESCRIPTION_CHANGED of 2 {after=new, before=key 2}",
            "API_KEY_LABELS_CHANGED of 2 {}",
            "API_KEY_ROLES_CHANGED of 2 {added=[ORG_OWNER]," + " removed=[BILLING, ORG_MEMBER]}",
            "API_KEY_DISABLED of 2 {}",
            "API_KEY_EXPIRY_CHANGED of 2 {after=2026-11-24T12:00:01Z, before=never}",
            "API_KEY_RATE_LIMIT_CHANGED of 2 {after=100/60, before=none}"),
        Proposed.events(change));
    ApiKey after = change.keys().updated().get(0);
    assertEquals(List.of(after), change.keys().updated());
    assertEquals(TARGET.identity(), after.identity());
    assertEquals(TARGET.secrets(), after.secrets());
    assertEquals(TARGET.whitelist(), after.whitelist());
    assertEquals(Set.of(), change.keys().deleted());
    assertEquals(List.of(), change.keys().created());
  }

  @Test
  void aKeyGetsAName() {
    assertEquals(
        List.of("API_KEY_DESCRIPTION_CHANGED of 2 {nameAfter=ci, nameBefore=none}"),
        Proposed.events(done(NOTHING.rename("ci"))));
    ApiKey named = done(NOTHING.rename("ci")).keys().updated().get(0);
    DecisionInput input = Fixture.with(owner(1), named).seenBy(Fixture.OWNER);
    assertEquals(
        Optional.of("ci"), rules.keys().update(input, keyId(2), NOTHING.disable()).result().name());
  }

  /** It was stored before new descriptions were held to more. */
  @Test
  void aKeyWhoseDescriptionWouldBeRefusedTodayIsChanged() {
    ApiKey old = TARGET.with(TARGET.settings().withDescription("\u202eold"));
    DecisionInput input = Fixture.with(owner(1), old).seenBy(Fixture.OWNER);
    ApiKey disabled = rules.keys().update(input, keyId(2), NOTHING.disable()).result();
    assertEquals("\u202eold", disabled.description());
    assertEquals(
        List.of("API_KEY_DESCRIPTION_CHANGED of 2 {after=new, before=\u202eold}"),
        Proposed.events(
            rules.keys().update(input, keyId(2), NOTHING.describe("new")).change().get()));
  }

  @Test
  void aPartSetToWhatItWasIsNoChange() {
    Proposed.nothing(update(Fixture.OWNER, NOTHING));
    Proposed.nothing(
        update(
            Fixture.OWNER,
            NOTHING
                .describe("key 2")
                .label(Labels.none())
                .replaceOrganizationRoles(BILLING, Role.ORG_MEMBER)
                .enable()
                .neverExpire()
                .unlimitRate()));
    assertEquals(
        List.of("API_KEY_LABELS_CHANGED of 2 {}"),
        Proposed.events(done(NOTHING.describe("key 2").label(Labels.of(Map.of("team", "blue"))))));
  }

  @Test
  void aRoleThatIsNotRegisteredIsNotAdded() {
    Refusal.expect(
        ErrorCode.UNKNOWN_ROLE,
        List.of("ORG_GARDENER"),
        () -> update(Fixture.OWNER, NOTHING.replaceOrganizationRoles(new Role("ORG_GARDENER"))));
  }

  @Test
  void aRoleThatLeftTheRegistryMayStay() {
    ApiKey gardener = key(2, on(new Role("ORG_GARDENER")));
    Fixture garden = Fixture.with(owner(1), gardener);
    OrganizationChange change =
        Proposed.change(
            garden,
            Fixture.OWNER,
            rules
                .keys()
                .update(
                    garden.seenBy(Fixture.OWNER),
                    keyId(2),
                    NOTHING.replaceOrganizationRoles(new Role("ORG_GARDENER"), Role.ORG_MEMBER)));
    assertEquals(
        List.of("API_KEY_ROLES_CHANGED of 2 {added=[ORG_MEMBER], removed=[]}"),
        Proposed.events(change));
  }

  @Test
  void aNewExpiryLiesAheadAnOldOneMayStay() {
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> update(Fixture.OWNER, NOTHING.expireAt(NOW)));
    done(NOTHING.expireAt(NOW.plusNanos(1000)));
    ApiKey expired = expiring(member(2), NOW.minusSeconds(5));
    Fixture old = Fixture.with(owner(1), expired);
    Proposal<ApiKey> same =
        rules
            .keys()
            .update(
                old.seenBy(Fixture.OWNER),
                keyId(2),
                NOTHING.describe("old").expireAt(NOW.minusSeconds(5)));
    assertEquals(1, Proposed.change(old, Fixture.OWNER, same).events().size());
  }

  @Test
  void ownersEnableAndExtendOthersAndThemselves() {
    ApiKey key = disabled(expiring(member(2), NOW.plusSeconds(5)));
    ApiKey self = expiring(owner(3), NOW.plusSeconds(5));
    Fixture both = Fixture.with(owner(1), key, self);
    ApiKeyPatch patch = NOTHING.enable().neverExpire();
    OrganizationChange others =
        Proposed.change(
            both, calling(self), rules.keys().update(both.seenBy(calling(self)), keyId(2), patch));
    OrganizationChange own =
        Proposed.change(
            both, calling(self), rules.keys().update(both.seenBy(calling(self)), keyId(3), patch));
    for (OrganizationChange change : List.of(others, own)) {
      ApiKey updated = change.keys().updated().get(0);
      assertTrue(updated.isEnabled());
      assertEquals(Optional.empty(), updated.expiresAt());
    }
    assertEquals(new OrganizationCounters(3, 2), own.organization().counters());
  }

  @Test
  void aDeletionTellsThePublicKey() {
    OrganizationChange change =
        Proposed.change(
            fixture, Fixture.OWNER, rules.keys().revoke(fixture.seenBy(Fixture.OWNER), keyId(2)));
    assertEquals(Set.of(keyId(2)), change.keys().deleted());
    assertEquals(List.of(), change.keys().updated());
    assertEquals(List.of("API_KEY_DELETED of 2 {publicKey=public000002}"), Proposed.events(change));
    assertEquals(TARGET, rules.keys().revoke(fixture.seenBy(Fixture.OWNER), keyId(2)).result());
  }

  private OrganizationChange done(ApiKeyPatch patch) {
    return Proposed.change(fixture, Fixture.OWNER, update(Fixture.OWNER, patch));
  }

  private Proposal<ApiKey> update(Caller caller, ApiKeyPatch patch) {
    return rules.keys().update(fixture.seenBy(caller), keyId(2), patch);
  }
}

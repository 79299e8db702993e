package io.claviger.internal.management;

import static io.claviger.Samples.BILLING;
import static io.claviger.Samples.NOW;
import static io.claviger.Samples.OTHER_PROJECT;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.PROJECT_READ_ONLY;
import static io.claviger.Samples.READ_ONLY;
import static io.claviger.Samples.disabled;
import static io.claviger.Samples.expiring;
import static io.claviger.Samples.key;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.member;
import static io.claviger.Samples.on;
import static io.claviger.Samples.owner;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKey;
import io.claviger.ApiKeyPatch;
import io.claviger.Caller;
import io.claviger.ErrorCode;
import io.claviger.Labels;
import io.claviger.OrganizationCounters;
import io.claviger.Refusal;
import io.claviger.Role;
import io.claviger.Validity;
import io.claviger.spi.OrganizationChange;
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
              on(Role.GROUP_OWNER, PROJECT),
              on(PROJECT_READ_ONLY, OTHER_PROJECT)),
          "10.0.0.0/8");

  private final Rules rules = Scene.rules();
  private final Scene scene = Scene.with(owner(1), TARGET);

  @Test
  void rolesReplaceThoseOnTheOrganizationAndLeaveThoseOnProjects() {
    OrganizationChange change = done(NOTHING.replaceOrganizationRoles(READ_ONLY, BILLING));
    assertEquals(
        Set.of(
            on(READ_ONLY),
            on(BILLING),
            on(Role.GROUP_OWNER, PROJECT),
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
                .expireAt(NOW.plusSeconds(1)));
    assertEquals(
        List.of(
            "API_KEY_DESCRIPTION_CHANGED of 2 {after=new, before=key 2}",
            "API_KEY_LABELS_CHANGED of 2 {}",
            "API_KEY_ROLES_CHANGED of 2 {added=[ORG_OWNER],"
                + " removed=[ORG_BILLING_ADMIN, ORG_MEMBER]}",
            "API_KEY_DISABLED of 2 {}",
            "API_KEY_EXPIRY_CHANGED of 2 {after=2026-11-24T12:00:01Z, before=never}"),
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
  void theAnswerIsTheKeyAfterwards() {
    Proposal<ApiKey> proposal = update(Scene.OWNER, NOTHING.describe("new"));
    assertEquals(proposal.change().get().keys().updated().get(0), proposal.result());
    assertEquals("new", proposal.result().description());
    assertEquals(TARGET, update(Scene.OWNER, NOTHING).result());
  }

  /** It was stored before new descriptions were held to more. */
  @Test
  void aKeyWhoseDescriptionWouldBeRefusedTodayIsChanged() {
    ApiKey old = TARGET.with(TARGET.settings().withDescription("\u202eold"));
    Situation situation = Scene.with(owner(1), old).seenBy(Scene.OWNER);
    ApiKey disabled = rules.keys().update(situation, keyId(2), NOTHING.disable()).result();
    assertEquals("\u202eold", disabled.description());
    assertEquals(
        List.of("API_KEY_DESCRIPTION_CHANGED of 2 {after=new, before=\u202eold}"),
        Proposed.events(
            rules.keys().update(situation, keyId(2), NOTHING.describe("new")).change().get()));
  }

  @Test
  void aPartSetToWhatItWasIsNoChange() {
    Proposed.nothing(update(Scene.OWNER, NOTHING));
    Proposed.nothing(
        update(
            Scene.OWNER,
            NOTHING
                .describe("key 2")
                .label(Labels.none())
                .replaceOrganizationRoles(BILLING, Role.ORG_MEMBER)
                .enable()
                .neverExpire()));
    assertEquals(
        List.of("API_KEY_LABELS_CHANGED of 2 {}"),
        Proposed.events(done(NOTHING.describe("key 2").label(Labels.of(Map.of("team", "blue"))))));
  }

  @Test
  void ownersOfEveryKindMayGrantEveryRole() {
    for (Caller caller : List.of(Scene.HOST, Scene.OWNER, calling(owner(1)))) {
      OrganizationChange change =
          Proposed.change(
              scene, caller, update(caller, NOTHING.replaceOrganizationRoles(Role.ORG_OWNER)));
      assertEquals(new OrganizationCounters(2, 2), change.organization().counters());
    }
  }

  @Test
  void aRoleThatIsNotRegisteredIsNotAdded() {
    Refusal.expect(
        ErrorCode.INVALID_ENUM_VALUE,
        List.of("ORG_GARDENER"),
        () -> update(Scene.OWNER, NOTHING.replaceOrganizationRoles(new Role("ORG_GARDENER"))));
  }

  @Test
  void aRoleThatLeftTheRegistryMayStay() {
    ApiKey gardener = key(2, on(new Role("ORG_GARDENER")));
    Scene garden = Scene.with(owner(1), gardener);
    OrganizationChange change =
        Proposed.change(
            garden,
            Scene.OWNER,
            rules
                .keys()
                .update(
                    garden.seenBy(Scene.OWNER),
                    keyId(2),
                    NOTHING.replaceOrganizationRoles(new Role("ORG_GARDENER"), Role.ORG_MEMBER)));
    assertEquals(
        List.of("API_KEY_ROLES_CHANGED of 2 {added=[ORG_MEMBER], removed=[]}"),
        Proposed.events(change));
  }

  @Test
  void aNewExpiryLiesAheadAnOldOneMayStay() {
    Refusal.expect(ErrorCode.INVALID_ATTRIBUTE, () -> update(Scene.OWNER, NOTHING.expireAt(NOW)));
    done(NOTHING.expireAt(NOW.plusNanos(1000)));
    ApiKey expired = expiring(member(2), NOW.minusSeconds(5));
    Scene old = Scene.with(owner(1), expired);
    Proposal<ApiKey> same =
        rules
            .keys()
            .update(
                old.seenBy(Scene.OWNER),
                keyId(2),
                NOTHING.describe("old").expireAt(NOW.minusSeconds(5)));
    assertEquals(1, Proposed.change(old, Scene.OWNER, same).events().size());
  }

  @Test
  void ownersEnableAndExtendOthersAndThemselves() {
    ApiKey key = disabled(expiring(member(2), NOW.plusSeconds(5)));
    ApiKey self = expiring(owner(3), NOW.plusSeconds(5));
    Scene both = Scene.with(owner(1), key, self);
    ApiKeyPatch patch = NOTHING.enable().neverExpire();
    OrganizationChange others =
        Proposed.change(
            both, calling(self), rules.keys().update(both.seenBy(calling(self)), keyId(2), patch));
    OrganizationChange own =
        Proposed.change(
            both, calling(self), rules.keys().update(both.seenBy(calling(self)), keyId(3), patch));
    Validity lasting = new Validity(true, Optional.empty());
    assertEquals(lasting, others.keys().updated().get(0).validity());
    assertEquals(lasting, own.keys().updated().get(0).validity());
    assertEquals(new OrganizationCounters(3, 2), own.organization().counters());
  }

  @Test
  void aDeletionTellsThePublicKey() {
    OrganizationChange change =
        Proposed.change(
            scene, Scene.OWNER, rules.keys().delete(scene.seenBy(Scene.OWNER), keyId(2)));
    assertEquals(Set.of(keyId(2)), change.keys().deleted());
    assertEquals(List.of(), change.keys().updated());
    assertEquals(List.of("API_KEY_DELETED of 2 {publicKey=public000002}"), Proposed.events(change));
    assertEquals(TARGET, rules.keys().delete(scene.seenBy(Scene.OWNER), keyId(2)).result());
  }

  private OrganizationChange done(ApiKeyPatch patch) {
    return Proposed.change(scene, Scene.OWNER, update(Scene.OWNER, patch));
  }

  private Proposal<ApiKey> update(Caller caller, ApiKeyPatch patch) {
    return rules.keys().update(scene.seenBy(caller), keyId(2), patch);
  }
}

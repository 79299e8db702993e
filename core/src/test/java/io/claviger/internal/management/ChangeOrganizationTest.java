package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Refusal;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeOrganizationTest {
  private static final OrganizationPatch NOTHING = OrganizationPatch.nothing();

  private final Rules rules = Fixture.rules();
  private final Fixture fixture = Fixture.with(owner(1), member(2));

  @Test
  void whatChangedIsToldAndTheRestStays() {
    Proposal<Organization> proposal =
        update(
            fixture,
            Fixture.APPLICATION,
            NOTHING
                .rename("New")
                .requireWhitelist(true)
                .limit(Limits.standard().withApiKeys(7).withWhitelistEntries(8)));
    OrganizationChange change = Proposed.change(fixture, Fixture.APPLICATION, proposal);
    assertEquals(
        OrganizationSettings.of(
            "New",
            true,
            Optional.empty(),
            Limits.standard().withApiKeys(7).withWhitelistEntries(8)),
        change.organization().settings());
    assertEquals(change.organization(), proposal.result());
    assertEquals(KeyChanges.none(), change.keys());
    assertFalse(change.deletesOrganization());
    assertEquals(
        List.of(
            "ORGANIZATION_SETTINGS_CHANGED"
                + " {limits=7 keys, 8 entries, name=New, whitelistRequired=true}"),
        Proposed.events(change));
  }

  @Test
  void onePartAlone() {
    assertEquals(
        List.of("ORGANIZATION_SETTINGS_CHANGED {name=New}"),
        told(Fixture.OWNER, NOTHING.rename("New")));
    assertEquals(
        List.of("ORGANIZATION_SETTINGS_CHANGED {whitelistRequired=true}"),
        told(Fixture.OWNER, NOTHING.requireWhitelist(true).rename("Acme")));
    assertEquals(
        List.of("ORGANIZATION_SETTINGS_CHANGED {limits=1 keys, 200 entries}"),
        told(
            Fixture.APPLICATION,
            NOTHING.limit(Limits.standard().withApiKeys(1).withWhitelistEntries(200))));
    assertEquals(
        List.of("ORGANIZATION_SETTINGS_CHANGED {limits=500 keys, 200 entries, rate 9/1}"),
        told(
            Fixture.APPLICATION,
            NOTHING.limit(Limits.standard().withRate(Limits.Rate.parse("9/1")))));
    assertEquals(
        List.of(
            "ORGANIZATION_SETTINGS_CHANGED {limits=500 keys, 200 entries, rate of each key 8/2}"),
        told(
            Fixture.APPLICATION,
            NOTHING.limit(Limits.standard().withKeyRate(Limits.Rate.parse("8/2")))));
  }

  @Test
  void aPartSetToWhatItWasIsNoChange() {
    Proposal<Organization> proposal =
        update(
            fixture,
            Fixture.APPLICATION,
            NOTHING.rename("Acme").requireWhitelist(false).limit(Limits.standard()));
    Proposed.nothing(proposal);
    assertEquals(fixture.organization(), proposal.result());
    Proposed.nothing(update(fixture, Fixture.OWNER, NOTHING));
    assertEquals(fixture.organization(), rules.organizations().get(fixture.seenBy(Fixture.USER)));
  }

  @Test
  void onlyTheApplicationSetsLimits() {
    Limits fewer = Limits.standard().withApiKeys(1);
    for (Caller caller : List.of(Fixture.OWNER, calling(owner(1)))) {
      Refusal.expect(
          ErrorCode.NOT_ALLOWED, () -> update(fixture, caller, NOTHING.limit(fewer).rename("New")));
    }
  }

  @Test
  void aKeyDoesNotRequireAWhitelistThatItHasNot() {
    Caller key = calling(owner(1));
    Refusal.expect(
        ErrorCode.WHITELIST_WOULD_EXCLUDE_CALLER,
        List.of(HERE),
        () -> update(fixture, key, NOTHING.requireWhitelist(true)));
    Proposed.change(fixture, key, update(fixture, key, NOTHING.rename("New")));
    ApiKey listed = listing(owner(1), HERE);
    Fixture other = Fixture.with(listed, member(2));
    Proposed.change(
        other, calling(listed), update(other, calling(listed), NOTHING.requireWhitelist(true)));
  }

  @Test
  void requiringWhitelistsCanBeEnded() {
    ApiKey listed = listing(owner(1), HERE);
    Fixture required = Fixture.with(listed).requiringWhitelist();
    OrganizationChange change =
        Proposed.change(
            required,
            calling(listed),
            update(required, calling(listed), NOTHING.requireWhitelist(false)));
    assertFalse(change.organization().settings().isWhitelistRequired());
    Proposed.nothing(update(required, calling(listed), NOTHING.requireWhitelist(true)));
  }

  @Test
  void aDeletionTakesEverythingAndTellsHowMuch() {
    Proposal<Organization> proposal = rules.organizations().delete(fixture.seenBy(Fixture.OWNER));
    OrganizationChange change = Proposed.change(fixture, Fixture.OWNER, proposal);
    assertTrue(change.deletesOrganization());
    assertEquals(KeyChanges.none(), change.keys());
    assertEquals(List.of("ORGANIZATION_DELETED {apiKeys=2, name=Acme}"), Proposed.events(change));
    assertEquals(fixture.organization(), proposal.result());
  }

  @Test
  void aBumpMovesTheRevisionAndNothingElse() {
    OrganizationChange change =
        Proposed.change(
            fixture,
            Fixture.APPLICATION,
            rules.organizations().bumpRevision(fixture.seenBy(Fixture.APPLICATION)));
    assertEquals(List.of("ORGANIZATION_REVISION_BUMPED {}"), Proposed.events(change));
    assertEquals(KeyChanges.none(), change.keys());
    assertEquals(
        fixture.organization(),
        change.organization().withRevision(fixture.organization().revision()));
  }

  private List<String> told(Caller caller, OrganizationPatch patch) {
    return Proposed.events(Proposed.change(fixture, caller, update(fixture, caller, patch)));
  }

  private Proposal<Organization> update(Fixture where, Caller caller, OrganizationPatch patch) {
    return rules.organizations().update(where.seenBy(caller), patch);
  }
}

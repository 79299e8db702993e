package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.store.tck.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The life of an organization. */
public abstract class OrganizationManagementGroup extends ManagementGroup {
  private static final OrganizationId OWN_ID = new OrganizationId("acme");

  /** On that store. */
  protected OrganizationManagementGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void aNewOrganizationHasAnOwner() {
    Limits limits = new Limits(7, 3);
    World world = world(options -> options.policy(ManagementPolicy.standard().withLimits(limits)));
    Caller sam = Caller.user("sam");
    NewOrganization request =
        NewOrganization.named("Acme \u6771\u4eac")
            .withId(OWN_ID)
            .requireWhitelist()
            .withFirstKey(
                NewApiKey.of("first", Role.ORG_MEMBER)
                    .withProjectRole(World.project(OWN_ID, 1), Cast.PROJECT_READER)
                    .withWhitelist(Cast.HOME_BLOCK));

    CreatedOrganization created = world.as(sam).createOrganization(request);

    Organization organization = created.organization();
    assertEquals(OWN_ID, organization.id());
    assertEquals("Acme \u6771\u4eac", organization.name());
    assertTrue(organization.settings().whitelistRequired());
    assertEquals(limits, organization.settings().limits());
    assertEquals(sam.actor(), organization.created().by());
    assertEquals(1, organization.revision().number());
    Picture picture = world.picture(OWN_ID);
    assertEquals(organization, picture.facts().orElseThrow().organization());
    ApiKey first = created.firstKey().apiKey();
    assertEquals(List.of(first), picture.listed());
    assertTrue(first.roles().contains(RoleAssignment.onOrganization(Role.ORG_OWNER)));
    assertEquals(3, first.roles().size());
    assertEquals(
        List.of(EventType.API_KEY_CREATED, EventType.ORGANIZATION_CREATED),
        picture.events().stream().map(AuditEvent::type).toList());
    assertEquals(organization, world.as(created.firstKey(), Cast.HOME).getOrganization(OWN_ID));
  }

  @Test
  void anIdIsUsedOnceAndNeverAgain() {
    World world = world();
    ApiKeys host = world.asHost();
    NewOrganization request = NewOrganization.named("Acme").withId(OWN_ID);
    host.createOrganization(request);
    Picture first = world.picture(OWN_ID);

    assertRefused(ErrorCode.ORGANIZATION_ID_USED, () -> host.createOrganization(request));
    assertEquals(first, world.picture(OWN_ID));

    host.deleteOrganization(OWN_ID);
    Picture end = world.picture(OWN_ID);
    assertRefused(ErrorCode.ORGANIZATION_ID_USED, () -> host.createOrganization(request));
    assertEquals(end, world.picture(OWN_ID));
  }

  @Test
  void whatIsDeletedIsGoneButItsEventsStay() {
    Cast cast = world().newCast();
    Picture before = cast.picture();

    cast.as(Cast.Who.OWNER_KEY).deleteOrganization(cast.id());

    Picture end = cast.picture();
    assertTrue(end.facts().isEmpty());
    assertEquals(List.of(), end.listed());
    assertTrue(cast.world().stored().store().revisions(Set.of(cast.id())).isEmpty());
    AuditEvent last = end.events().get(0);
    assertEquals(EventType.ORGANIZATION_DELETED, last.type());
    assertEquals("4", last.details().get("apiKeys"));
    assertEquals(before.events(), end.events().subList(1, end.events().size()));
    Rejected rejected =
        assertInstanceOf(
            Rejected.class,
            cast.world()
                .claviger()
                .authenticator()
                .authenticate(
                    new Credential.Pair(
                        cast.target().apiKey().publicKey(), cast.target().privateKey())));
    assertEquals(Rejected.Reason.UNKNOWN_KEY, rejected.reason());
  }

  @Test
  void changesTellWhatChangedAndMoveTheRevisionOnce() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    Organization was = before.facts().orElseThrow().organization();

    Organization renamed =
        cast.world()
            .asHost()
            .updateOrganization(
                cast.id(),
                OrganizationPatch.nothing()
                    .rename("Renamed")
                    .requireWhitelist(true)
                    .limit(new Limits(8, 4)));
    Organization touched = cast.world().asHost().bumpRevision(cast.id());

    assertEquals(renamed.at(touched.revision()), touched);
    assertEquals(was.revision().number() + 1, renamed.revision().number());
    assertEquals(was.revision().number() + 2, touched.revision().number());
    assertNotEquals(renamed.revision().random(), touched.revision().random());
    List<AuditEvent> events = cast.picture().eventsSince(before);
    assertEquals(
        List.of(EventType.ORGANIZATION_SETTINGS_CHANGED, EventType.ORGANIZATION_TOUCHED),
        events.stream().map(AuditEvent::type).toList());
    assertEquals(Set.of("name", "whitelistRequired", "limits"), events.get(0).details().keySet());
  }

  @Test
  void settingsThatStayAreNoChange() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    ApiKeys owner = cast.as(Cast.Who.OWNER_USER);
    owner.updateOrganization(cast.id(), OrganizationPatch.nothing());
    owner.updateOrganization(
        cast.id(), OrganizationPatch.nothing().rename("Example").requireWhitelist(false));
    assertEquals(before, cast.picture());
  }

  @Test
  void theFirstOwnerLastsUnlessTheHostHasOwners() {
    World world = world();
    NewOrganization request =
        NewOrganization.named("Acme")
            .withId(OWN_ID)
            .withFirstKey(NewApiKey.of("first", Role.ORG_OWNER).withExpiry(Cast.EXPIRY));
    assertRefused(ErrorCode.INVALID_VALUE, () -> world.asHost().createOrganization(request));
    assertEquals(new Picture(Optional.empty(), List.of(), List.of()), world.picture(OWN_ID));

    world.setOwnerOutside(true);
    world.asHost().createOrganization(request);
    assertEquals(0, world.picture(OWN_ID).lastingOwners());
  }

  @Test
  void theListenerIsToldAfterEachChangeAndItsTroubleIsItsOwn() {
    List<Revision> told = new ArrayList<>();
    World world =
        world(
            options ->
                options.listener(
                    (organization, revision) -> {
                      told.add(revision);
                      throw new IllegalStateException("a broken listener");
                    }));
    CreatedOrganization created = world.newOrganization();
    OrganizationId id = created.organization().id();
    List<Revision> expected = new ArrayList<>(List.of(created.organization().revision()));
    ApiKeys host = world.asHost();

    host.create(id, NewApiKey.of("second", Role.ORG_MEMBER));
    expected.add(host.getOrganization(id).revision());
    Verdict.of(() -> host.revoke(id, created.firstKey().apiKey().id()));
    host.list(id, PageQuery.first(1));
    expected.add(host.bumpRevision(id).revision());
    host.deleteOrganization(id);

    assertEquals(expected, told.subList(0, told.size() - 1), "not of refusals, not of reads");
    assertEquals(4, told.get(told.size() - 1).number(), "and of the end");
  }

  /** A listener that reads finds what it was told of. */
  @Test
  void theListenerIsToldAfterTheCommit() {
    StoreUnderTest[] stored = new StoreUnderTest[1];
    List<Boolean> found = new ArrayList<>();
    World world =
        world(
            options ->
                options.listener(
                    (organization, revision) ->
                        found.add(
                            revision.equals(
                                stored[0]
                                    .store()
                                    .revisions(Set.of(organization))
                                    .get(organization)))));
    stored[0] = world.stored();
    OrganizationId id = world.newOrganization().organization().id();
    world.asHost().bumpRevision(id);
    assertEquals(List.of(true, true), found);
  }
}

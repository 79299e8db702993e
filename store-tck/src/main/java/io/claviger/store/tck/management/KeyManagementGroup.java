package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyPage;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.StaleRevisionException;
import io.claviger.store.tck.StoreUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The life of a key, from its creation to its deletion. */
public abstract class KeyManagementGroup extends ManagementGroup {
  /** On that store. */
  protected KeyManagementGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void aNewKeyIsWhatWasAskedFor() {
    Cast cast = world().newCast();
    NewApiKey request =
        NewApiKey.of("nightly export \ud83d\ude00", Role.ORG_MEMBER, Cast.READ_ONLY)
            .withLabels(Labels.of(Map.of("team", "blue")))
            .withProjectRole(cast.project(1), Cast.PROJECT_READER)
            .withWhitelist(Cast.HOME_BLOCK)
            .withExpiry(Cast.EXPIRY);
    Caller olga = cast.caller(Cast.Who.OWNER_USER);
    Picture before = cast.picture();

    ApiKey key = cast.world().as(olga).create(cast.id(), request).apiKey();

    Picture after = cast.picture();
    assertEquals(key, after.key(key.id()));
    assertEquals(request.description(), key.description());
    assertEquals(request.labels(), key.labels());
    assertEquals(request.roles(), key.roles());
    assertEquals(1, key.whitelist().size());
    assertEquals(Cast.HOME_BLOCK, key.whitelist().entries().get(0).block());
    assertEquals(Optional.of(Cast.EXPIRY), key.validity().expiresAt());
    assertEquals(olga.actor(), key.createdBy());
    assertEquals(World.START, key.createdAt());
    assertEquals(before.listed().size() + 1, after.listed().size());
    assertEvents(after.eventsSince(before), key.id(), EventType.API_KEY_CREATED);
  }

  @Test
  void aKeyWithoutARoleOnTheOrganizationIsAMember() {
    Cast cast = world().newCast();
    NewApiKey request =
        new NewApiKey(
            "of the project",
            Labels.none(),
            new TreeSet<>(List.of(RoleAssignment.onProject(Cast.PROJECT_READER, cast.project(1)))),
            new TreeSet<>(List.of(Cast.HOME_BLOCK)),
            Optional.empty());

    ApiKey key = cast.as(Cast.Who.PROJECT_OWNER_KEY).create(cast.id(), request).apiKey();

    assertEquals(
        List.of(
            RoleAssignment.onOrganization(Role.ORG_MEMBER),
            RoleAssignment.onProject(Cast.PROJECT_READER, cast.project(1))),
        List.copyOf(key.roles()));
  }

  @Test
  void eachPartThatChangedIsOneEvent() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    ApiKeyPatch everything =
        ApiKeyPatch.nothing()
            .describe("described")
            .label(Labels.of(Map.of("team", "blue")))
            .replaceOrganizationRoles(Cast.BILLING)
            .disable()
            .expireAt(Cast.EXPIRY.plusSeconds(1));

    ApiKey changed = cast.as(Cast.Who.OWNER_KEY).update(cast.id(), cast.targetId(), everything);

    Picture after = cast.picture();
    assertEquals(after.key(cast.targetId()), changed);
    assertEvents(
        after.eventsSince(before),
        cast.targetId(),
        EventType.API_KEY_DESCRIPTION_CHANGED,
        EventType.API_KEY_LABELS_CHANGED,
        EventType.API_KEY_ROLES_CHANGED,
        EventType.API_KEY_DISABLED,
        EventType.API_KEY_EXPIRY_CHANGED);
    AuditEvent roles = after.eventsSince(before).get(2);
    assertEquals("[ORG_BILLING_ADMIN]", roles.details().get("added"));
    assertEquals("[ORG_MEMBER, ORG_READ_ONLY]", roles.details().get("removed"));
    assertEquals(
        List.of(
            RoleAssignment.onOrganization(Cast.BILLING),
            RoleAssignment.onProject(Cast.PROJECT_READER, cast.project(1))),
        List.copyOf(changed.roles()),
        "roles on projects stay");
  }

  @Test
  void aPartSetToWhatItWasIsNoChange() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    ApiKey target = before.key(cast.targetId());
    ApiKeyPatch same =
        ApiKeyPatch.nothing()
            .describe(target.description())
            .label(target.labels())
            .replaceOrganizationRoles(Role.ORG_MEMBER, Cast.READ_ONLY)
            .enable()
            .expireAt(Cast.EXPIRY);

    for (ApiKeyPatch patch : List.of(same, ApiKeyPatch.nothing())) {
      assertEquals(target, cast.as(Cast.Who.TARGET_ITSELF).update(cast.id(), target.id(), patch));
      assertEquals(before, cast.picture(), "not even the revision moved");
    }
  }

  @Test
  void anOrganizationHasAsManyKeysAsItsLimit() {
    Cast cast = world().newCast();
    ApiKeys host = cast.world().asHost();
    Limits limits = new Limits(cast.picture().listed().size() + 1, 200);
    host.updateOrganization(cast.id(), OrganizationPatch.nothing().limit(limits));
    NewApiKey request = NewApiKey.of("one more", Role.ORG_MEMBER);

    IssuedApiKey last = host.create(cast.id(), request);
    Picture full = cast.picture();
    assertRefused(ErrorCode.TOO_MANY_API_KEYS, () -> host.create(cast.id(), request));
    assertEquals(full, cast.picture());

    host.revoke(cast.id(), last.apiKey().id());
    host.create(cast.id(), request);
  }

  @Test
  void pagesHoldEveryKeyOnceInOrderOfId() {
    Cast cast = world().newCast();
    ApiKeys owner = cast.as(Cast.Who.OWNER_USER);
    for (int i = 0; i < 7; i++) {
      cast.world().advance(Duration.ofSeconds(1));
      owner.create(cast.id(), NewApiKey.of("key " + i, Role.ORG_MEMBER));
    }
    List<ApiKey> all = cast.picture().listed();
    for (int size = 1; size <= all.size() + 1; size++) {
      assertEquals(all, listed(owner, cast.id(), size), "pages of " + size);
    }
    List<ApiKeyId> ids = all.stream().map(ApiKey::id).toList();
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
  }

  @Test
  void aCallerThatDecidedOnAnOlderRevisionIsRefused() {
    Cast cast = world().newCast();
    ApiKeys owner = cast.as(Cast.Who.OWNER_KEY);
    Revision seen = owner.getOrganization(cast.id()).revision();
    owner.atRevision(seen).update(cast.id(), cast.targetId(), ApiKeyPatch.nothing().describe("a"));
    Picture moved = cast.picture();

    ApiKeys late = owner.atRevision(seen);
    for (Deed deed : Deeds.all()) {
      if (deed.expected(Cast.Who.OWNER_KEY).isEmpty()) {
        assertThrows(StaleRevisionException.class, () -> deed.act().run(late, cast), deed::name);
      }
    }
    assertEquals(moved, cast.picture());
    Revision now = owner.getOrganization(cast.id()).revision();
    assertEquals(seen.number() + 1, now.number());
    owner.atRevision(now).revoke(cast.id(), cast.targetId());
  }

  private static List<ApiKey> listed(ApiKeys api, OrganizationId organization, int size) {
    List<ApiKey> all = new ArrayList<>();
    PageQuery request = PageQuery.first(size);
    KeyPage page = api.list(organization, request);
    all.addAll(page.items());
    while (page.more()) {
      assertEquals(size, page.items().size(), "a page that others follow is full");
      page = api.list(organization, request.after(all.get(all.size() - 1).id()));
      all.addAll(page.items());
    }
    return all;
  }

  private static void assertEvents(List<AuditEvent> events, ApiKeyId key, EventType... types) {
    assertEquals(List.of(types), events.stream().map(AuditEvent::type).toList());
    events.forEach(event -> assertEquals(Optional.of(key), event.subject().apiKey()));
  }
}

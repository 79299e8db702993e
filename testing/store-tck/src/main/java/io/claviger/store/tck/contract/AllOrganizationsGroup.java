package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.KeyPage;
import io.claviger.model.Labels;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Stamp;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys and organizations are found over all organizations. */
@Needs(StorePart.OPERATOR)
abstract class AllOrganizationsGroup extends ContractGroup {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000001Z");
  private static final KeyKind ACCOUNT = new KeyKind("service-account");
  private static final Actor LEAVER = new Actor(Actor.Kind.USER, "leaver", Optional.empty());

  private final List<ApiKey> keys = new ArrayList<>();
  private final List<Organization> organizations = new ArrayList<>();

  @BeforeEach
  void create() {
    ApiKeySettings plain = samples.settings();
    List<ApiKeySettings> settings =
        List.of(
            plain,
            plain.withEnabled(true).withExpiry(Optional.of(NOW.minusNanos(1000))),
            plain.withEnabled(true).withExpiry(Optional.of(NOW)),
            plain.withEnabled(false).withExpiry(Optional.of(NOW.plusSeconds(9))),
            plain.withEnabled(false).withExpiry(Optional.empty()),
            plain.withLabels(Labels.of(Map.of("team", "blue"))));
    List<List<StoredApiKey>> created = new ArrayList<>();
    for (String name : List.of("Example", "100% of 'it'_", "Other example")) {
      organizations.add(organization(name));
      created.add(new ArrayList<>());
    }
    // The ids of the keys of different organizations alternate.
    for (ApiKeySettings each : settings) {
      for (int i = 0; i < organizations.size(); i++) {
        Stamp stamp = new Stamp(NOW, i == 1 ? LEAVER : samples.stamp().by());
        KeyKind kind = i == 2 ? ACCOUNT : KeyKind.none();
        OrganizationId owner = organizations.get(i).id();
        created
            .get(i)
            .add(
                samples.stored(
                    new ApiKey.Identity(
                        samples.apiKeyId(), owner, samples.publicKey(), stamp, kind),
                    each,
                    samples.secret()));
      }
    }
    for (int i = 0; i < organizations.size(); i++) {
      commit(samples.creation(organizations.get(i), created.get(i).toArray(StoredApiKey[]::new)));
      created.get(i).forEach(stored -> keys.add(stored.key()));
    }
  }

  @Test
  void keysAreFoundByEachCriterion() {
    KeyFilter all = KeyFilter.all();
    assertFound(all, 18);
    assertFound(all.expiringBefore(NOW), 3);
    assertFound(all.expiringBefore(NOW.plusNanos(1000)), 6);
    assertFound(all.expiringBefore(NOW.plusSeconds(10)), 9);
    assertFound(all.expiringFrom(NOW), 6);
    assertFound(all.expiringFrom(NOW).expiringBefore(NOW.plusSeconds(10)), 6);
    assertFound(all.createdBy(Actor.Kind.USER, "leaver"), 6);
    assertFound(all.createdBy(Actor.Kind.APPLICATION, "leaver"), 0);
    assertFound(all.inState(ApiKey.State.ACTIVE), 6);
    assertFound(all.inState(ApiKey.State.EXPIRED), 6);
    assertFound(all.inState(ApiKey.State.DISABLED), 6);
    assertFound(all.labelled("team", "blue"), 3);
    assertFound(all.describedWith("export"), 18);
    assertFound(all.describedWith("no such text"), 0);
    assertFound(all.ofKind(ACCOUNT), 6);
    assertFound(all.ofKind(KeyKind.none()), 12);
    assertFound(all.inProject(new ProjectId("p")), 0);
    assertFound(all.withRole(RoleAssignment.onOrganization(Role.ORG_OWNER)), 0);
    assertFound(all.only(keys.get(7).id()), 1);
    assertFound(
        all.createdBy(Actor.Kind.USER, "leaver")
            .inState(ApiKey.State.DISABLED)
            .expiringBefore(NOW.plusSeconds(10)),
        1);
  }

  @Test
  void theStateIsJudgedAtTheInstant() {
    KeyFilter expired = KeyFilter.all().inState(ApiKey.State.EXPIRED);
    PageQuery page = PageQuery.first(100);
    assertEquals(6, operator().findKeys(expired, NOW, page).items().size());
    assertEquals(3, operator().findKeys(expired, NOW.minusNanos(1000), page).items().size());
  }

  @Test
  void keysAreFoundByTheirUse() {
    ApiKey used = keys.get(3);
    StoredApiKey stored =
        Objects.requireNonNull(read(used.organization(), used.id()).keys().get(used.id()));
    assertTrue(usageStore().add(List.of(samples.use(stored, NOW.plusSeconds(1)))));

    List<ApiKeyId> unused = walk(KeyFilter.all().unusedSince(NOW.plusSeconds(1)), 5, operator());

    assertEquals(17, unused.size());
    assertFalse(unused.contains(used.id()));
    assertEquals(18, walk(KeyFilter.all().unusedSince(NOW.plusSeconds(2)), 5, operator()).size());
  }

  @Test
  void keysOfDeletedOrganizationsAreAbsent() {
    commit(samples.deletion(organizations.get(0)));

    keys.removeIf(key -> key.organization().equals(organizations.get(0).id()));
    assertFound(KeyFilter.all(), 12);
    assertEquals(new OperatorStore.Totals(2, 12), operator().totals());
    assertNamed("", 1, 2);
  }

  @Test
  void everythingIsCounted() {
    assertEquals(new OperatorStore.Totals(3, 18), operator().totals());
    commit(samples.creation(organization("Without keys")));
    assertEquals(new OperatorStore.Totals(4, 18), operator().totals());
  }

  @Test
  void organizationsAreFoundByATextInTheirName() {
    assertNamed("", 0, 1, 2);
    assertNamed("xample", 0, 2);
    assertNamed("Example", 0);
    assertNamed("EXAMPLE");
    assertNamed("100%", 1);
    assertNamed("it'_", 1);
    assertNamed("_x");
  }

  @Test
  void pagesOfFoundOrganizationsAreFull() {
    OrganizationPage first = operator().findOrganizations("xample", OrganizationQuery.first(1));
    OrganizationPage second =
        operator()
            .findOrganizations(
                "xample", OrganizationQuery.first(1).withAfter(organizations.get(0).id()));

    assertEquals(new OrganizationPage(List.of(organizations.get(0)), true), first);
    assertEquals(new OrganizationPage(List.of(organizations.get(2)), false), second);
  }

  private void assertNamed(String text, int... expected) {
    List<Organization> found = new ArrayList<>();
    for (int i : expected) {
      found.add(organizations.get(i));
    }
    assertEquals(
        new OrganizationPage(found, false),
        operator().findOrganizations(text, OrganizationQuery.first(10)));
  }

  private void assertFound(KeyFilter filter, int number) {
    List<ApiKeyId> expected =
        keys.stream().filter(key -> filter.matches(key, NOW)).map(ApiKey::id).sorted().toList();
    assertEquals(number, expected.size(), "the sample");
    for (int limit : new int[] {1, 5, 100}) {
      assertEquals(expected, walk(filter, limit, operator()), filter::toString);
    }
  }

  /** Reads all pages: each is full, except the last one. */
  private static List<ApiKeyId> walk(KeyFilter filter, int limit, OperatorStore operator) {
    List<ApiKeyId> found = new ArrayList<>();
    PageQuery query = PageQuery.first(limit);
    boolean more = true;
    while (more) {
      KeyPage page = operator.findKeys(filter, NOW, query);
      assertFalse(page.items().isEmpty() && !found.isEmpty(), "a page that follows has a key");
      for (ApiKey key : page.items()) {
        assertTrue(
            found.isEmpty() || key.id().compareTo(found.get(found.size() - 1)) > 0,
            "in ascending order, and on one page only");
        found.add(key.id());
      }
      more = page.more();
      if (more) {
        assertEquals(limit, page.items().size(), "a page that others follow is full");
        query = query.withAfter(found.get(found.size() - 1));
      }
    }
    return found;
  }

  private OperatorStore operator() {
    return opened().fromOtherNode().operatorStore();
  }

  private Organization organization(String name) {
    Organization sample = samples.organization();
    OrganizationSettings old = sample.settings();
    return Organization.of(
        sample.id(),
        sample.created(),
        OrganizationSettings.of(name, old.isWhitelistRequired(), Optional.empty(), old.limits()),
        sample.counters(),
        sample.revision());
  }
}

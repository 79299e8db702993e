package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.KeyPage;
import io.claviger.model.Labels;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Stamp;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists contain exactly the keys that meet the criteria, as the keys themselves decide it. */
abstract class FilterGroup extends ContractGroup {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000001Z");
  private static final ProjectId PROJECT = new ProjectId("p1");
  private static final Role PROJECT_READER = new Role("PROJECT_READ_ONLY");
  private static final RoleAssignment READS = RoleAssignment.onProject(PROJECT_READER, PROJECT);
  private static final RoleAssignment OWNS = RoleAssignment.onProject(Role.PROJECT_OWNER, PROJECT);
  private static final RoleAssignment ELSEWHERE =
      RoleAssignment.onProject(PROJECT_READER, new ProjectId("p2"));
  private static final RoleAssignment MEMBER = RoleAssignment.onOrganization(Role.ORG_MEMBER);
  private static final KeyKind ACCOUNT = new KeyKind("service-account");
  private static final List<String> SEPARATORS = List.of(":", "=", ".");

  /** The same word for a reader: with one character for the accented letter, and with two. */
  private static final List<String> LOOKALIKES = List.of("caf\u00e9", "cafe\u0301");

  private final List<StoredApiKey> keys = new ArrayList<>();
  private Organization organization;
  private Organization other;

  @BeforeEach
  void create() {
    organization = samples.organization();
    other = samples.organization();
    ApiKeySettings plain = samples.settings();
    add(plain);
    add(plain.withRoles(Set.of(MEMBER, READS)));
    add(plain.withRoles(Set.of(MEMBER, READS, OWNS, ELSEWHERE)));
    add(plain.withRoles(Set.of(MEMBER, ELSEWHERE)));
    for (boolean enabled : new boolean[] {true, false}) {
      for (int micros : new int[] {-1, 0, 1}) {
        Instant expiry = NOW.plusNanos(1000L * micros);
        add(plain.withEnabled(enabled).withExpiry(Optional.of(expiry)));
      }
    }
    add(plain.withEnabled(false).withExpiry(Optional.empty()));
    add(plain.withLabels(Labels.of(Map.of("team", "blue", "\uD83D\uDD11", "100 %"))));
    add(plain.withLabels(Labels.of(Map.of("Team", "blue", "team", "Blue", "a team", "blue"))));
    add(plain.withLabels(Labels.of(Map.of("team", "blues"))));
    for (String separator : SEPARATORS) {
      add(plain.withLabels(Labels.of(Map.of("a" + separator + "b", "c", "$a", "b"))));
      add(plain.withLabels(Labels.of(Map.of("a", "b" + separator + "c"))));
    }
    for (String text : LOOKALIKES) {
      add(plain.withDescription(text).withLabels(Labels.of(Map.of(text, "bar", "bar", text))));
    }
    add(plain.withDescription("100% of 'it'_\\ \uD83D\uDD11 Stra\u00dfe"));
    add(plain.withDescription("100 PERCENT STRASSE"));
    add(plain, new Stamp(NOW, new Actor(Actor.Kind.APPLICATION, "alice", Optional.empty())));
    add(plain, new Stamp(NOW.plusNanos(1000), new Actor(Actor.Kind.USER, "al", Optional.empty())));
    commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new)));
    commit(samples.creation(other, twins()));
  }

  /** Each criterion would also find the key of another organization, if a store looked there. */
  private StoredApiKey[] twins() {
    return keys.stream()
        .map(StoredApiKey::key)
        .map(key -> key(other, key.settings(), key.identity().created()))
        .toArray(StoredApiKey[]::new);
  }

  @Test
  void byRole() {
    assertFound(KeyFilter.all().withRole(READS), 2);
    assertFound(KeyFilter.all().withRole(OWNS), 1);
    assertFound(KeyFilter.all().withRole(ELSEWHERE), 2);
    assertFound(KeyFilter.all().withRole(MEMBER), keys.size());
    assertFound(KeyFilter.all().withRole(RoleAssignment.onOrganization(Role.ORG_OWNER)), 0);
  }

  @Test
  void byProject() {
    assertFound(KeyFilter.all().inProject(PROJECT), 2);
    assertFound(KeyFilter.all().inProject(new ProjectId("p")), 0);
  }

  @Test
  void byState() {
    assertFound(KeyFilter.all().inState(ApiKey.State.EXPIRED), 4);
    assertFound(KeyFilter.all().inState(ApiKey.State.DISABLED), 4);
    assertFound(KeyFilter.all().inState(ApiKey.State.ACTIVE), keys.size() - 6);
    assertFound(KeyFilter.all().inState(ApiKey.State.DISABLED).inState(ApiKey.State.EXPIRED), 2);
  }

  @Test
  void byExpiry() {
    assertFound(KeyFilter.all().expiringBefore(NOW), 2);
    assertFound(KeyFilter.all().expiringBefore(NOW.plusNanos(1000)), 4);
    assertFound(KeyFilter.all().expiringFrom(NOW).expiringBefore(NOW.plusNanos(1000)), 2);
    assertFound(KeyFilter.all().expiringFrom(NOW.plusNanos(1000)).expiringBefore(NOW), 0);
  }

  @Test
  void byCreator() {
    assertFound(KeyFilter.all().createdBy(Actor.Kind.USER, "alice"), keys.size() - 2);
    assertFound(KeyFilter.all().createdBy(Actor.Kind.APPLICATION, "alice"), 1);
    assertFound(KeyFilter.all().createdBy(Actor.Kind.USER, "Alice"), 0);
    assertFound(KeyFilter.all().createdBy(Actor.Kind.USER, "alice "), 0);
  }

  @Test
  void byUse() {
    assertFound(KeyFilter.all().unusedSince(NOW), keys.size() - 2);
    assertFound(KeyFilter.all().unusedSince(NOW.plusNanos(1000)), keys.size() - 1);
    assertFound(KeyFilter.all().unusedSince(NOW.plusNanos(2000)), keys.size());
  }

  @Test
  @Needs(StorePart.USAGE)
  void byUseThatWasCounted() {
    StoredApiKey key = keys.get(1);
    List<ApiKeyId> all = keys.stream().map(each -> each.key().id()).sorted().toList();
    List<ApiKeyId> others = all.stream().filter(id -> !id.equals(key.key().id())).toList();
    Instant later = NOW.plusSeconds(1);
    assertTrue(usageStore().add(List.of(samples.use(key, later))));

    for (int limit : new int[] {1, 2, 100}) {
      assertPages(others, KeyFilter.all().unusedSince(later), limit);
      assertPages(all, KeyFilter.all().unusedSince(later.plusNanos(1000)), limit);
      KeyFilter both = KeyFilter.all().unusedSince(later.plusSeconds(9)).unusedSince(later);
      assertPages(others, both, limit);
    }
  }

  @Test
  void byLabel() {
    assertFound(KeyFilter.all().labelled("team", "blue"), 1);
    assertFound(KeyFilter.all().labelled("Team", "blue"), 1);
    assertFound(KeyFilter.all().labelled("\uD83D\uDD11", "100 %"), 1);
    assertFound(KeyFilter.all().labelled("team", "green"), 0);
    assertFound(KeyFilter.all().labelled("eam", "blue"), 0);
  }

  @Test
  void byLabelWhoseNameRunsIntoItsValue() {
    for (String separator : SEPARATORS) {
      assertFound(KeyFilter.all().labelled("a" + separator + "b", "c"), 1);
      assertFound(KeyFilter.all().labelled("a", "b" + separator + "c"), 1);
    }
    assertFound(KeyFilter.all().labelled("$a", "b"), SEPARATORS.size());
  }

  @Test
  void byTextInTheDescription() {
    assertFound(KeyFilter.all().describedWith("100"), 2);
    assertFound(KeyFilter.all().describedWith("100%"), 1);
    assertFound(KeyFilter.all().describedWith("'it'_\\ \uD83D\uDD11"), 1);
    assertFound(KeyFilter.all().describedWith("Stra\u00dfe"), 1);
    assertFound(KeyFilter.all().describedWith("strasse"), 0);
  }

  @Test
  void byTextAsItIsAndNotAsItLooks() {
    for (String text : LOOKALIKES) {
      assertFound(KeyFilter.all().labelled(text, "bar"), 1);
      assertFound(KeyFilter.all().labelled("bar", text), 1);
      assertFound(KeyFilter.all().describedWith(text), 1);
      KeyFilter filter = KeyFilter.all().labelled("bar", text);
      KeyPage page =
          store().listKeys(new KeyQuery(organization.id(), filter, NOW, PageQuery.first(2)));
      Labels labels = page.items().get(0).settings().labels();
      assertEquals(Map.of(text, "bar", "bar", text), labels.values());
    }
  }

  @Test
  void byKind() {
    StoredApiKey account = samples.ofKind(samples.key(organization.id()), ACCOUNT);
    commit(samples.update(organization, KeyChanges.create(account)));
    int ordinary = keys.size();
    keys.add(account);

    assertFound(KeyFilter.all().ofKind(ACCOUNT), 1);
    assertFound(KeyFilter.all().ofKind(KeyKind.none()), ordinary);
    assertFound(KeyFilter.all().ofKind(new KeyKind("account")), 0);
    assertFound(KeyFilter.all().ofKind(ACCOUNT).ofKind(KeyKind.none()), 0);
  }

  @Test
  void byOneKey() {
    ApiKeyId id = keys.get(2).key().id();
    KeyFilter only = KeyFilter.all().only(id);
    assertFound(only, 1);
    PageQuery behind = PageQuery.first(1).withAfter(id);
    KeyPage none = store().listKeys(new KeyQuery(organization.id(), only, NOW, behind));
    assertEquals(new KeyPage(List.of(), false), none);
  }

  @Test
  void byOneKeyOfAnotherOrganization() {
    ApiKey foreign = store().listKeys(KeyQuery.all(other.id(), PageQuery.first(1))).items().get(0);
    assertFound(KeyFilter.all().only(foreign.id()), 0);
  }

  /** Each criterion alone would find more keys. */
  @Test
  void byCriteriaOfOneKind() {
    KeyFilter all = KeyFilter.all();
    assertFound(all.withRole(READS).withRole(ELSEWHERE), 1);
    assertFound(all.inProject(PROJECT).inProject(new ProjectId("p2")), 1);
    assertFound(all.createdBy(Actor.Kind.USER, "al").createdBy(Actor.Kind.APPLICATION, "alice"), 0);
    assertFound(all.labelled("team", "blue").labelled("team", "blues"), 0);
    assertFound(all.describedWith("100").describedWith("e"), 1);
    assertFound(all.only(keys.get(1).key().id()).only(keys.get(2).key().id()), 0);
  }

  @Test
  void byEveryPairOfCriteria() {
    List<KeyFilter> all =
        List.of(
            KeyFilter.all().withRole(READS),
            KeyFilter.all().inProject(PROJECT),
            KeyFilter.all().inState(ApiKey.State.ACTIVE),
            KeyFilter.all().createdBy(Actor.Kind.USER, "alice"),
            KeyFilter.all().unusedSince(NOW),
            KeyFilter.all().labelled("team", "blue"),
            KeyFilter.all().describedWith("e"),
            KeyFilter.all().ofKind(KeyKind.none()),
            KeyFilter.all().only(keys.get(2).key().id()));
    for (KeyFilter one : all) {
      for (KeyFilter another : all) {
        Set<KeyCriterion> both = new HashSet<>(one.criteria());
        both.addAll(another.criteria());
        assertPages(expected(KeyFilter.of(both)), KeyFilter.of(both), 100);
      }
    }
  }

  private void assertFound(KeyFilter filter, int number) {
    List<ApiKeyId> expected = expected(filter);
    assertEquals(number, expected.size(), "the sample");
    for (int limit : new int[] {1, 3, 100}) {
      assertPages(expected, filter, limit);
    }
  }

  private List<ApiKeyId> expected(KeyFilter filter) {
    return keys.stream()
        .map(StoredApiKey::key)
        .filter(key -> filter.matches(key, NOW))
        .map(ApiKey::id)
        .sorted()
        .toList();
  }

  /** Reads all pages: each is full, except the last one. */
  private void assertPages(List<ApiKeyId> expected, KeyFilter filter, int limit) {
    KeyQuery query = new KeyQuery(organization.id(), filter, NOW, PageQuery.first(limit));
    int from = 0;
    while (true) {
      int to = Math.min(from + limit, expected.size());
      KeyPage page = store().listKeys(query);
      assertEquals(expected.subList(from, to), page.items().stream().map(ApiKey::id).toList());
      assertEquals(to < expected.size(), page.more(), "whether more follow");
      if (to == expected.size()) {
        return;
      }
      query = query.withPage(PageQuery.first(limit).withAfter(expected.get(to - 1)));
      from = to;
    }
  }

  private void add(ApiKeySettings settings) {
    add(settings, samples.stamp());
  }

  private void add(ApiKeySettings settings, Stamp created) {
    keys.add(key(organization, settings, created));
  }

  private StoredApiKey key(Organization owner, ApiKeySettings settings, Stamp created) {
    ApiKey.Identity identity =
        new ApiKey.Identity(
            samples.apiKeyId(), owner.id(), samples.publicKey(), created, KeyKind.none());
    return samples.stored(identity, settings, samples.secret());
  }
}

package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.Labels;
import io.claviger.model.Organization;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of unused keys never contain a used one, since an application may delete the keys. */
@Needs(StorePart.USAGE)
abstract class CountedUseGroup extends CountingGroup {
  private static final ProjectId PROJECT = new ProjectId("p1");
  private static final RoleAssignment READS =
      RoleAssignment.onProject(new Role("PROJECT_READ_ONLY"), PROJECT);

  private Organization organization;
  private StoredApiKey used;
  private StoredApiKey unused;
  private Instant then;

  /** Creates two keys that differ in their use only. */
  @BeforeEach
  void create() {
    Organization started = samples.organization();
    ApiKeySettings same =
        samples
            .settings()
            .withLabels(Labels.of(Map.of("team", "blue")))
            .withRoles(Set.of(RoleAssignment.onOrganization(Role.ORG_MEMBER), READS));
    used = keyWith(started.id()).with(same);
    unused = keyWith(started.id()).with(same);
    organization = commit(samples.creation(started, used, unused));
    then = at(1_000_000);
    add(count(used, 0, then));
  }

  @Test
  void isSeenWhateverElseIsAskedFor() {
    String description = used.key().description();
    for (KeyFilter other :
        List.of(
            KeyFilter.all().withRole(READS),
            KeyFilter.all().inProject(PROJECT),
            KeyFilter.all().inState(ApiKey.State.ACTIVE),
            KeyFilter.all().createdBy(Actor.Kind.USER, "alice"),
            KeyFilter.all().labelled("team", "blue"),
            KeyFilter.all().describedWith(description))) {
      assertEquals(List.of(unused.key().id()), unusedSince(then, other), () -> "" + other);
    }
    assertEquals(List.of(), unusedSince(then, KeyFilter.all().only(used.key().id())));
    assertEquals(List.of(used.key().id()), unusedSince(at(1_000_001), only(used)));
  }

  @Test
  void isSeenWhateverBecomesOfTheKey() {
    StoredApiKey described =
        used.with(used.key().settings().withDescription("another description"));
    become(samples.update(organization, update(described)));
    StoredApiKey rotated = described.with(List.of(described.secrets().get(0), samples.secret()));
    become(samples.update(organization, rotate(rotated)));
    become(samples.update(organization, rotate(rotated.with(List.of(samples.secret())))));
  }

  @Test
  void isTheLatestInWhateverOrderItComes() {
    add(count(used, 1, at(5)));
    add(count(used, 0, at(7)), count(used, 1, at(3)));

    assertSeen();
  }

  private void become(OrganizationChange change) {
    organization = commit(change);
    assertSeen();
  }

  private void assertSeen() {
    assertEquals(List.of(unused.key().id()), unusedSince(then, KeyFilter.all()));
    assertEquals(
        List.of(used.key().id(), unused.key().id()), unusedSince(at(1_000_001), KeyFilter.all()));
  }

  private static KeyFilter only(StoredApiKey key) {
    return KeyFilter.all().only(key.key().id());
  }

  private List<ApiKeyId> unusedSince(Instant instant, KeyFilter other) {
    Set<KeyCriterion> both = new HashSet<>(other.criteria());
    both.addAll(KeyFilter.all().unusedSince(instant).criteria());
    PageQuery page = PageQuery.first(10);
    KeyQuery query = new KeyQuery(organization.id(), KeyFilter.of(both), samples.instant(), page);
    return store().listKeys(query).items().stream().map(ApiKey::id).toList();
  }
}

package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.tck.StorePart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Usage is added, and read. */
@Needs(StorePart.USAGE)
abstract class UsageGroup extends CountingGroup {
  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey bystander;
  private StoredSecret first;
  private StoredSecret second;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = keyWith(started.id(), narrow, wide);
    first = key.secrets().get(0);
    second = key.secrets().get(1);
    bystander = keyWith(started.id(), narrow);
    organization = commit(samples.creation(started, key, bystander));
  }

  @Test
  void countsForTheKeyTheSecretAndTheEntry() {
    add(count(key, 1, narrow, at(1)));

    Usage once = used(1, at(1));
    assertEquals(usage(key, once, Map.of(second, once), Map.of(narrow, once)), usage(key));
    assertEquals(unused(bystander), usage(bystander));
  }

  @Test
  void countsForNoEntryWhereNoneAdmitted() {
    add(count(key, 0, at(1)));

    Usage once = used(1, at(1));
    assertEquals(usage(key, once, Map.of(first, once), Map.of()), usage(key));
  }

  @Test
  void addsUpWhatComesInSeveralBatches() {
    add(new UsageCount(subject(key, 0, Optional.of(narrow)), used(3, at(1))));
    add(new UsageCount(subject(key, 0, Optional.of(narrow)), used(4, at(2))));

    Usage both = used(7, at(2));
    assertEquals(usage(key, both, Map.of(first, both), Map.of(narrow, both)), usage(key));
  }

  @Test
  void addsUpWhatComesInOneBatchInAnyOrder() {
    List<UsageCount> batch =
        new ArrayList<>(
            List.of(
                count(key, 0, narrow, at(2)),
                count(key, 1, wide, at(3)),
                count(bystander, 0, narrow, at(5)),
                count(key, 1, narrow, at(1)),
                count(key, 0, at(4))));
    add(batch);
    Collections.reverse(batch);
    add(batch);

    assertEquals(
        usage(
            key,
            used(8, at(4)),
            Map.of(first, used(4, at(4)), second, used(4, at(3))),
            Map.of(narrow, used(4, at(2)), wide, used(2, at(3)))),
        usage(key));
    Usage twice = used(2, at(5));
    assertEquals(
        usage(bystander, twice, Map.of(bystander.secrets().get(0), twice), Map.of(narrow, twice)),
        usage(bystander));
  }

  @Test
  void addsForKeysOfSeveralOrganizations() {
    Organization other = samples.organization();
    StoredApiKey otherKey = keyWith(other.id(), narrow);
    commit(samples.creation(other, otherKey));

    add(count(otherKey, 0, narrow, at(1)), count(key, 0, narrow, at(2)));

    assertEquals(used(1, at(1)), usage(otherKey).key());
    assertEquals(used(1, at(2)), usage(key).key());
  }

  @Test
  void aLaterUseTakesThePlaceOfAnEarlierOne() {
    assertLast(used(2, at(1), "203.0.113.9"), used(1, at(0), "::1"), used(1, at(1), "203.0.113.9"));
  }

  @Test
  void anEarlierUseCountsAndLeavesTheLaterOne() {
    assertLast(used(2, at(1), "::1"), used(1, at(1), "::1"), used(1, at(0), "203.0.113.9"));
  }

  @Test
  void ofOneInstantEitherUseMayStay() {
    UsageStore.Subject subject = subject(key, 0, Optional.of(narrow));
    Usage one = used(1, at(0), "::1");
    Usage other = used(1, at(0), "203.0.113.9");
    add(new UsageCount(subject, one));
    add(new UsageCount(subject, other));

    Usage found = usage(key).key();
    assertEquals(2, found.count());
    assertTrue(Set.of(one.last(), other.last()).contains(found.last()));
  }

  @Test
  void tellsOfNoKeyThatTheOrganizationDoesNotHave() {
    Organization other = samples.organization();
    StoredApiKey foreign = keyWith(other.id(), narrow);
    commit(samples.creation(other, foreign));
    add(count(foreign, 0, narrow, at(1)));
    ApiKeyId unknown = samples.apiKeyId();

    Set<ApiKeyId> all = Set.of(key.key().id(), foreign.key().id(), unknown);
    assertEquals(Set.of(key.key().id()), usageStore().usage(organization.id(), all).keySet());
    assertEquals(Map.of(), usageStore().usage(samples.organization().id(), all));
    assertEquals(Map.of(), usageStore().usage(organization.id(), Set.of()));
  }

  /** A count does not make a change fail that was decided before. */
  @Test
  void movesNothing() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    Snapshot before = snapshot(organization.id(), key);

    add(count(key, 0, narrow, at(1)));

    Snapshot after = snapshot(organization.id(), key);
    assertEquals(before.with(after.usage()), after);
    assertTrue(store().commit(decided), "the revision has not moved");
  }

  private void assertLast(Usage expected, Usage... inTurn) {
    for (Usage usage : inTurn) {
      add(new UsageCount(subject(key, 0, Optional.of(narrow)), usage));
    }
    add(
        Stream.of(inTurn)
            .map(usage -> new UsageCount(subject(bystander, 0, Optional.of(narrow)), usage))
            .toList());
    for (StoredApiKey each : List.of(key, bystander)) {
      StoredSecret secret = each.secrets().get(0);
      assertEquals(
          usage(each, expected, Map.of(secret, expected), Map.of(narrow, expected)), usage(each));
    }
  }
}

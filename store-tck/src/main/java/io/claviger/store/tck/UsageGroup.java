package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeyId;
import io.claviger.KeyUsage;
import io.claviger.Organization;
import io.claviger.Usage;
import io.claviger.WhitelistEntry;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Usage that is added, and told. */
abstract class UsageGroup extends CountingGroup {
  private static final int MANY = 1200;

  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey bystander;
  private StoredSecret first;
  private StoredSecret second;

  UsageGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

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
    add(new UsageCount(through(key, 0, Optional.of(narrow)), used(3, at(1))));
    add(new UsageCount(through(key, 0, Optional.of(narrow)), used(4, at(2))));

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
    UsedThrough through = through(key, 0, Optional.of(narrow));
    Usage one = used(1, at(0), "::1");
    Usage other = used(1, at(0), "203.0.113.9");
    add(new UsageCount(through, one));
    add(new UsageCount(through, other));

    Usage found = usage(key).key();
    assertEquals(2, found.count());
    assertTrue(Set.of(one.last(), other.last()).contains(found.last()));
  }

  @Test
  void takesNothing() {
    add();

    assertEquals(unused(key), usage(key));
  }

  @Test
  void takesTheMostInABatchForOneKey() {
    List<Instant> instants =
        Stream.iterate(0L, i -> (i + 77) % 200)
            .limit(UsageCount.MOST_IN_A_BATCH)
            .map(this::at)
            .toList();
    add(instants.stream().map(instant -> count(key, 0, wide, instant)).toList());

    Usage all = used(UsageCount.MOST_IN_A_BATCH, at(199));
    assertEquals(usage(key, all, Map.of(first, all), Map.of(wide, all)), usage(key));
  }

  @Test
  void takesTheMostInABatchForAsManyKeys() {
    List<StoredApiKey> keys =
        Stream.generate(() -> keyWith(organization.id(), narrow))
            .limit(UsageCount.MOST_IN_A_BATCH)
            .toList();
    commit(samples.update(organization, new KeyChanges(keys, List.of(), Map.of(), Set.of())));
    add(keys.stream().map(each -> count(each, 1, narrow, at(1))).toList());

    Set<ApiKeyId> ids = new HashSet<>();
    keys.forEach(each -> ids.add(each.key().id()));
    Map<ApiKeyId, KeyUsage> found = usageStore().usage(organization.id(), ids);
    Usage once = used(1, at(1));
    for (StoredApiKey each : keys) {
      assertEquals(
          usage(each, once, Map.of(each.secrets().get(1), once), Map.of(narrow, once)),
          found.get(each.key().id()));
    }
  }

  @Test
  void countsAsFarAsALongGoes() {
    UsedThrough through = through(key, 0, Optional.of(wide));
    add(new UsageCount(through, used(Long.MAX_VALUE - 3, at(0))));
    add(new UsageCount(through, used(2, at(1))), new UsageCount(through, used(1, at(2))));

    Usage most = used(Long.MAX_VALUE, at(2));
    assertEquals(usage(key, most, Map.of(first, most), Map.of(wide, most)), usage(key));
  }

  @Test
  void keepsInstantsAndAddresses() {
    List<String> addresses =
        List.of("::", "0.0.0.0", "255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    UsedThrough through = through(key, 0, Optional.of(narrow));
    int times = 0;
    for (Instant instant : EdgeValues.instants()) {
      Usage use = used(1, instant, addresses.get(times % addresses.size()));
      add(new UsageCount(through, use));

      Usage expected = new Usage(++times, use.last());
      assertEquals(
          usage(key, expected, Map.of(first, expected), Map.of(narrow, expected)), usage(key));
    }
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

  @Test
  void tellsOfThoseThatAreAmongMany() {
    add(count(key, 0, at(1)));
    Set<ApiKeyId> asked = new HashSet<>(Set.of(key.key().id(), bystander.key().id()));
    while (asked.size() < MANY) {
      asked.add(samples.apiKeyId());
    }

    Map<ApiKeyId, KeyUsage> found = usageStore().usage(organization.id(), asked);

    Map<ApiKeyId, KeyUsage> expected =
        Map.of(key.key().id(), usage(key), bystander.key().id(), unused(bystander));
    assertEquals(expected, found);
  }

  /** Nobody who decides on what was read before is held up by a count. */
  @Test
  void movesNothing() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    Picture before = picture(organization.id(), key);

    add(count(key, 0, narrow, at(1)));

    Picture after = picture(organization.id(), key);
    assertEquals(before.with(after.usage()), after);
    assertTrue(store().commit(decided), "the revision has not moved");
  }

  private void assertLast(Usage expected, Usage... inTurn) {
    for (Usage usage : inTurn) {
      add(new UsageCount(through(key, 0, Optional.of(narrow)), usage));
    }
    add(
        Stream.of(inTurn)
            .map(usage -> new UsageCount(through(bystander, 0, Optional.of(narrow)), usage))
            .toList());
    for (StoredApiKey each : List.of(key, bystander)) {
      StoredSecret secret = each.secrets().get(0);
      assertEquals(
          usage(each, expected, Map.of(secret, expected), Map.of(narrow, expected)), usage(each));
    }
  }
}

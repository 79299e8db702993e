package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKeyId;
import io.claviger.KeyUsage;
import io.claviger.Organization;
import io.claviger.StoreException;
import io.claviger.Usage;
import io.claviger.WhitelistEntry;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsedThrough;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much usage a store takes at a time, keeps and tells. */
abstract class UsageSizesGroup extends CountingGroup {
  private static final int MANY = 1200;

  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey earlier;
  private StoredApiKey bystander;
  private StoredSecret first;

  UsageSizesGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    earlier = keyWith(started.id(), narrow);
    key = keyWith(started.id(), narrow, wide);
    first = key.secrets().get(0);
    bystander = keyWith(started.id(), narrow);
    organization = commit(samples.creation(started, earlier, key, bystander));
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

  /**
   * One part cannot be added: then either nothing is, or all the others are. Its key lies between
   * theirs, in whatever order they are added.
   */
  @Test
  void takesABatchWholeOrNotAtAll() {
    UsedThrough full = through(key, 0, Optional.of(wide));
    add(new UsageCount(full, used(Long.MAX_VALUE, at(0))));
    List<UsageCount> batch =
        List.of(
            count(bystander, 0, at(1)),
            new UsageCount(full, used(1, at(1))),
            count(earlier, 0, at(1)));
    try {
      if (usageStore().add(batch)) {
        assertEquals(1, usage(earlier).key().count());
        assertEquals(1, usage(bystander).key().count());
      }
    } catch (StoreException e) {
      assertEquals(unused(earlier), usage(earlier));
      assertEquals(unused(bystander), usage(bystander));
    }
    assertEquals(Long.MAX_VALUE, usage(key).key().count());
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
}

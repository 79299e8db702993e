package io.claviger.store.tck.contract;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.store.tck.StorePart;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store takes large batches, and keeps and returns large counts. */
@Needs(StorePart.USAGE)
abstract class UsageSizesGroup extends CountingGroup {
  private static final int MANY = 1200;

  private final WhitelistEntry narrow = entry("203.0.113.0/24", 1);
  private final WhitelistEntry wide = entry("2001:db8::/32", 1);
  private Organization organization;
  private StoredApiKey key;
  private StoredApiKey bystander;
  private StoredSecret first;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = keyWith(started.id(), narrow, wide);
    first = key.secrets().get(0);
    bystander = keyWith(started.id(), narrow);
    organization = commit(samples.creation(started, key, bystander));
  }

  @Test
  void takesNothing() {
    add();

    assertEquals(unused(key), usage(key));
  }

  @Test
  void takesTheMostInABatchForOneKey() {
    List<Instant> instants =
        Stream.iterate(0L, i -> (i + 77) % 200).limit(UsageCount.MAX_BATCH).map(this::at).toList();
    add(instants.stream().map(instant -> count(key, 0, wide, instant)).toList());

    Usage all = used(UsageCount.MAX_BATCH, at(199));
    assertEquals(usage(key, all, Map.of(first, all), Map.of(wide, all)), usage(key));
  }

  @Test
  void takesTheMostInABatchForAsManyKeys() {
    List<StoredApiKey> keys =
        Stream.generate(() -> keyWith(organization.id(), narrow))
            .limit(UsageCount.MAX_BATCH)
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
    UsageStore.Subject subject = subject(key, 0, Optional.of(wide));
    add(new UsageCount(subject, used(Long.MAX_VALUE - 3, at(0))));
    add(new UsageCount(subject, used(2, at(1))), new UsageCount(subject, used(1, at(2))));

    Usage most = used(Long.MAX_VALUE, at(2));
    assertEquals(usage(key, most, Map.of(first, most), Map.of(wide, most)), usage(key));
  }

  /**
   * One count of the batch is too large. Then the store adds either nothing, or all the others. The
   * id of its key lies between theirs, so this holds in whatever order a store adds them.
   */
  @Test
  void takesABatchWholeOrNotAtAll() {
    List<StoredApiKey> keys =
        Stream.generate(() -> keyWith(organization.id(), narrow))
            .limit(UsageCount.MAX_BATCH)
            .toList();
    commit(samples.update(organization, new KeyChanges(keys, List.of(), Map.of(), Set.of())));
    StoredApiKey full = keys.get(keys.size() / 2);
    add(new UsageCount(subject(full, 0, Optional.empty()), used(Long.MAX_VALUE, at(0))));
    long added = 0;
    try {
      added = usageStore().add(keys.stream().map(each -> count(each, 0, at(1))).toList()) ? 1 : -1;
    } catch (StoreException e) {
      // Nothing was added.
    }
    Set<ApiKeyId> ids = keys.stream().map(each -> each.key().id()).collect(toSet());
    Map<ApiKeyId, KeyUsage> found = usageStore().usage(organization.id(), ids);
    for (StoredApiKey each : keys) {
      long count = Objects.requireNonNull(found.get(each.key().id())).key().count();
      if (each.equals(full)) {
        assertEquals(Long.MAX_VALUE, count);
      } else if (added >= 0) {
        assertEquals(added, count);
      }
    }
  }

  @Test
  void keepsInstantsAndAddresses() {
    List<String> addresses =
        List.of("::", "0.0.0.0", "255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    UsageStore.Subject subject = subject(key, 0, Optional.of(narrow));
    int times = 0;
    for (Instant instant : EdgeValues.instants()) {
      Usage use = used(1, instant, addresses.get(times % addresses.size()));
      add(new UsageCount(subject, use));

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

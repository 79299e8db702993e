package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.spi.UsageCount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The usage of all keys, beside the snapshots: counting moves none of them. What is not here was
 * not used yet. Thread-safe.
 */
final class UsageCounts {
  private final Map<Counted, Usage> counts = new ConcurrentHashMap<>();

  /**
   * Adds to all that the count is for and that is there. Whether it is there is asked while nobody
   * else can touch its count: either it is told to be gone, or it is counted and then forgotten.
   */
  void add(UsageCount count, Predicate<Counted> isThere) {
    Counted.of(count.through())
        .forEach(
            counted ->
                counts.compute(
                    counted,
                    (same, before) ->
                        isThere.test(same)
                            ? (before == null ? Usage.none() : before).plus(count.usage())
                            : null));
  }

  /** Throws where these would make a count larger than it can be. */
  void requireRoom(List<UsageCount> added) {
    Map<Counted, Usage> sums = new HashMap<>();
    for (UsageCount count : added) {
      Counted.of(count.through())
          .forEach(
              counted ->
                  sums.compute(
                      counted,
                      (same, before) ->
                          (before == null ? count(same) : before).plus(count.usage())));
    }
  }

  /** What is gone already, so that nothing is added to it any more. */
  void forget(Stream<Counted> gone) {
    gone.forEach(counts::remove);
  }

  KeyUsage of(ApiKey key) {
    ApiKeyId id = key.id();
    Map<SecretId, Usage> secrets = new HashMap<>();
    key.secrets().forEach(info -> secrets.put(info.id(), count(new Counted.Secret(id, info.id()))));
    Map<CidrBlock, Usage> entries = new HashMap<>();
    key.whitelist()
        .entries()
        .forEach(entry -> entries.put(entry.block(), count(Counted.Entry.of(id, entry))));
    return new KeyUsage(count(new Counted.Key(id)), secrets, entries);
  }

  /** Whether nothing that the filter asks about use speaks against the key. */
  boolean admits(KeyFilter filter, ApiKeyId key) {
    return filter.criteria().stream()
        .noneMatch(
            criterion ->
                criterion instanceof KeyCriterion.UnusedSince since
                    && isUsedSince(key, since.instant()));
  }

  private boolean isUsedSince(ApiKeyId key, Instant instant) {
    return count(new Counted.Key(key))
        .last()
        .filter(use -> !use.at().isBefore(instant))
        .isPresent();
  }

  private Usage count(Counted counted) {
    return counts.getOrDefault(counted, Usage.none());
  }
}

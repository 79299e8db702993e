package io.claviger.store.memory;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageCount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The usage of all keys, kept outside of the states of organizations, so that counting moves no
 * revision. An object without a count was not used yet. Thread-safe.
 */
final class UsageCounts {
  private final Map<Counted, Usage> counts = new ConcurrentHashMap<>();

  /**
   * Adds the count to all of its objects that exist. The check runs inside compute, where no other
   * thread can change the count. So a deleted object is either passed over, or removed afterwards.
   */
  void add(UsageCount count, Predicate<Counted> isThere) {
    Counted.of(count.subject())
        .forEach(
            counted ->
                counts.compute(
                    counted,
                    (same, before) ->
                        isThere.test(same)
                            ? (before == null ? Usage.none() : before).plus(count.usage())
                            : null));
  }

  /** Throws if the sum of a count would be too large. */
  void requireRoom(List<UsageCount> added) {
    Map<Counted, Usage> sums = new HashMap<>();
    for (UsageCount count : added) {
      Counted.of(count.subject())
          .forEach(
              counted ->
                  sums.compute(
                      counted,
                      (same, before) ->
                          (before == null ? count(same) : before).plus(count.usage())));
    }
  }

  /** Removes the counts of objects that are deleted already, so nothing is added to them later. */
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

  /** Returns whether the usage of the key meets the filter. */
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

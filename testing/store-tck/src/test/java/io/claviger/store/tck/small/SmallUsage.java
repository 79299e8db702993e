package io.claviger.store.tck.small;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts the uses of keys, secrets and entries. A part without a count was not used yet. */
final class SmallUsage {
  private final Map<Counted, Usage> counts = new HashMap<>();

  /** A key, a secret or an entry. An entry that is added again is another one. */
  private record Counted(ApiKeyId key, Object part) {
    static Counted of(ApiKeyId key, WhitelistEntry entry) {
      return new Counted(key, List.of(entry.block(), entry.addedIn()));
    }
  }

  /** Adds all counts, or throws and adds none. */
  void add(List<UsageCount> batch, Function<UsageStore.Subject, Optional<ApiKey>> keys) {
    Map<Counted, Usage> sums = new HashMap<>();
    for (UsageCount count : batch) {
      Optional<ApiKey> key = keys.apply(count.subject());
      key.stream()
          .flatMap(present -> counted(count.subject(), present))
          .forEach(part -> sums.put(part, sum(sums.getOrDefault(part, count(part)), count)));
    }
    counts.putAll(sums);
  }

  /** Returns the parts of the key that were used and still exist. */
  private static Stream<Counted> counted(UsageStore.Subject subject, ApiKey present) {
    ApiKeyId id = present.id();
    Stream<Counted> secret =
        present.secrets().stream()
            .filter(info -> info.id().equals(subject.secretId()))
            .map(info -> new Counted(id, info.id()));
    Stream<Counted> entry =
        subject.entry().stream()
            .filter(
                used ->
                    present.whitelist().entry(used.block()).stream()
                        .anyMatch(listed -> listed.addedIn() == used.addedIn()))
            .map(used -> Counted.of(id, used));
    return Stream.concat(Stream.of(new Counted(id, id)), Stream.concat(secret, entry));
  }

  private static Usage sum(Usage before, UsageCount count) {
    try {
      return before.plus(count.usage());
    } catch (InvalidValueException e) {
      throw new StoreException(StoreException.Kind.FAULT, "a count would be too large", e);
    }
  }

  KeyUsage of(ApiKey key) {
    Map<SecretId, Usage> secrets = new HashMap<>();
    key.secrets().forEach(info -> secrets.put(info.id(), count(new Counted(key.id(), info.id()))));
    Map<CidrBlock, Usage> entries = new HashMap<>();
    for (WhitelistEntry entry : key.whitelist().entries()) {
      entries.put(entry.block(), count(Counted.of(key.id(), entry)));
    }
    return new KeyUsage(count(new Counted(key.id(), key.id())), secrets, entries);
  }

  boolean wasUsedSince(ApiKeyId key, Optional<Instant> instant) {
    return instant.isPresent()
        && count(new Counted(key, key)).last().stream()
            .anyMatch(use -> !use.at().isBefore(instant.get()));
  }

  private Usage count(Counted part) {
    return counts.getOrDefault(part, Usage.none());
  }
}

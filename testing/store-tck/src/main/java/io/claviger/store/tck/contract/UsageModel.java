package io.claviger.store.tck.contract;

import static java.util.stream.Collectors.toMap;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A simple model of the usage of the keys of one organization. */
final class UsageModel {
  /** A count: of the key itself, of a secret or of an entry. */
  private record Row(ApiKeyId key, Object counted) {}

  private final Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
  private final Map<Row, Usage> rows = new HashMap<>();

  /** Replaces the keys of the organization. */
  void become(List<StoredApiKey> present) {
    keys.clear();
    present.forEach(key -> keys.put(key.key().id(), key));
    Set<Row> there = new HashSet<>();
    present.forEach(key -> rows(key).forEach(there::add));
    rows.keySet().retainAll(there);
    there.forEach(row -> rows.putIfAbsent(row, Usage.none()));
  }

  void add(List<UsageCount> batch) {
    for (UsageCount count : batch) {
      rows(count.subject())
          .forEach(row -> rows.computeIfPresent(row, (same, old) -> old.plus(count.usage())));
    }
  }

  Map<ApiKeyId, KeyUsage> usage() {
    Map<ApiKeyId, KeyUsage> all = new HashMap<>();
    keys.forEach((id, key) -> all.put(id, usage(key)));
    return all;
  }

  private KeyUsage usage(StoredApiKey key) {
    ApiKeyId id = key.key().id();
    return new KeyUsage(
        get(id, id),
        key.key().secrets().stream().collect(toMap(info -> info.id(), info -> get(id, info.id()))),
        key.key().whitelist().entries().stream()
            .collect(toMap(WhitelistEntry::block, entry -> get(id, entry))));
  }

  private Usage get(ApiKeyId key, Object counted) {
    return rows.getOrDefault(new Row(key, counted), Usage.none());
  }

  private static Stream<Row> rows(StoredApiKey key) {
    Stream<Object> secrets = key.key().secrets().stream().map(info -> info.id());
    Stream<Object> entries = key.key().whitelist().entries().stream().map(entry -> entry);
    return Stream.of(Stream.<Object>of(key.key().id()), secrets, entries)
        .flatMap(each -> each)
        .map(counted -> new Row(key.key().id(), counted));
  }

  private static Stream<Row> rows(UsageStore.Subject subject) {
    return Stream.concat(
            Stream.<Object>of(subject.apiKey(), subject.secretId()), subject.entry().stream())
        .map(counted -> new Row(subject.apiKey(), counted));
  }
}

package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The usage of keys, kept outside the real store so that broken stores can spoil it. */
final class KeyTally {
  final Map<ApiKeyId, Usage> counts = new ConcurrentHashMap<>();

  /** Lets the store count keys here, and count secrets and entries as before. */
  void attachTo(AlterableStore store) {
    store.add =
        batch -> {
          boolean added = store.real.add(batch);
          batch.stream().filter(count -> exists(store, count.subject())).forEach(this::add);
          return added;
        };
    store.usage = (organization, keys) -> shown(store.real.usage(organization, keys));
  }

  void add(UsageCount count) {
    counts.merge(count.subject().apiKey(), count.usage(), Usage::plus);
  }

  /** Replaces the usage of the keys by that in the tally. */
  Map<ApiKeyId, KeyUsage> shown(Map<ApiKeyId, KeyUsage> real) {
    Map<ApiKeyId, KeyUsage> shown = new HashMap<>(real);
    shown.replaceAll(
        (key, usage) ->
            new KeyUsage(counts.getOrDefault(key, Usage.none()), usage.secrets(), usage.entries()));
    return shown;
  }

  static boolean exists(AlterableStore store, UsageStore.Subject subject) {
    return store
        .real
        .read(subject.organization(), Set.of(subject.apiKey()))
        .filter(facts -> !facts.keys().isEmpty())
        .isPresent();
  }
}

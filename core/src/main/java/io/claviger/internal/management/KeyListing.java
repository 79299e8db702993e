package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.KeyFilter;
import io.claviger.KeyUsage;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is stored about keys, together with uses of them that are not written yet. Thread-safe. */
public final class KeyListing {
  private final ApiKeyStore store;
  private final InstantSource clock;
  private final Optional<UsageRecorder> usage;

  /** The last is empty where requests are not counted. */
  public KeyListing(ApiKeyStore store, InstantSource clock, Optional<UsageRecorder> usage) {
    this.store = store;
    this.clock = clock;
    this.usage = usage;
  }

  /** How these keys of one organization were used, this moment included. */
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, List<ApiKey> keys) {
    if (usage.isPresent()) {
      return usage.get().read(organization, keys);
    }
    Set<ApiKeyId> ids = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Map<ApiKeyId, KeyUsage> kept =
        store.usageStore().map(written -> written.usage(organization, ids)).orElse(Map.of());
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> kept.getOrDefault(id, KeyUsage.none())));
  }

  /** A page of the organization's keys, in the states that they have now. */
  public Page<ApiKey> page(OrganizationId organization, KeyFilter filter, PageRequest page) {
    KeyQuery query = new KeyQuery(organization, filter, clock.instant(), page);
    Optional<Instant> unusedSince = filter.unusedSince();
    if (usage.isEmpty() || unusedSince.isEmpty()) {
      return store.listKeys(query);
    }
    // The store judges that by what is written, which may fail, or come between its answer and a
    // later look: what is not written is looked at before it is asked.
    usage.get().flushSoon();
    Set<ApiKeyId> used = usage.get().usedSince(unusedSince.get());
    Page<ApiKey> stored = store.listKeys(query);
    Page<ApiKey> unused = without(used, stored);
    while (unused.items().isEmpty() && stored.more()) {
      // An empty page would say that nothing follows. By long pages: to ask each time takes long.
      ApiKeyId last = stored.items().get(stored.items().size() - 1).id();
      stored = store.listKeys(query.at(PageRequest.first(PageRequest.MAX_LIMIT).after(last)));
      unused = cut(without(used, stored), page.limit());
    }
    return unused;
  }

  private static Page<ApiKey> cut(Page<ApiKey> page, int limit) {
    return page.items().size() <= limit ? page : new Page<>(page.items().subList(0, limit), true);
  }

  private static Page<ApiKey> without(Set<ApiKeyId> used, Page<ApiKey> page) {
    return new Page<>(
        page.items().stream().filter(key -> !used.contains(key.id())).toList(), page.more());
  }
}

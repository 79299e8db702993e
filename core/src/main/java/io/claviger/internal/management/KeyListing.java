package io.claviger.internal.management;

import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists keys and their usage, including usage that is not written yet. Thread-safe.
 *
 * @param usage empty if requests are not counted
 */
public record KeyListing(ApiKeyStore store, InstantSource clock, Optional<UsageRecorder> usage) {
  /** Returns a listing on another store, with the usage that is written there. */
  public KeyListing on(ApiKeyStore other) {
    return new KeyListing(other, clock, Optional.empty());
  }

  /** Returns how these keys of one organization were used, up to this moment. */
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, List<ApiKey> keys) {
    if (usage.isPresent()) {
      return usage.get().read(organization, keys);
    }
    Set<ApiKeyId> ids = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Map<ApiKeyId, KeyUsage> kept =
        store
            .extensions()
            .usage()
            .map(written -> written.usage(organization, ids))
            .orElse(Map.of());
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> kept.getOrDefault(id, KeyUsage.none())));
  }

  /** Returns a page of the organization's keys, filtered by their states now. */
  public KeyPage page(OrganizationId organization, KeyFilter filter, PageQuery page) {
    KeyQuery query = new KeyQuery(organization, filter, clock.instant(), page);
    Optional<Instant> unusedSince = query.unusedSince();
    if (usage.isEmpty() || unusedSince.isEmpty()) {
      return store.listKeys(query);
    }
    // The store judges by written usage, so the pending usage is written first. That may fail, so
    // usage that may be unwritten is looked at, too. This is done before the store is asked: usage
    // that is written between the store's answer and a later look would be missed.
    usage.get().flushSoon();
    Set<ApiKeyId> used = usage.get().usedSince(unusedSince.get());
    KeyPage stored = store.listKeys(query);
    KeyPage unused = without(used, stored);
    while (unused.items().isEmpty() && stored.more()) {
      // An empty page would mean that no key follows. Long pages make fewer calls of the store.
      ApiKeyId last = stored.items().get(stored.items().size() - 1).id();
      stored = store.listKeys(query.withPage(PageQuery.first(PageQuery.MAX_LIMIT).withAfter(last)));
      unused = cut(without(used, stored), page.limit());
    }
    return unused;
  }

  private static KeyPage cut(KeyPage page, int limit) {
    return page.items().size() <= limit ? page : new KeyPage(page.items().subList(0, limit), true);
  }

  private static KeyPage without(Set<ApiKeyId> used, KeyPage page) {
    return new KeyPage(
        page.items().stream().filter(key -> !used.contains(key.id())).toList(), page.more());
  }
}

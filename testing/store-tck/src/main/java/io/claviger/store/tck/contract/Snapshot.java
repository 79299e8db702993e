package io.claviger.store.tck.contract;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StoreUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The answers of every method that reads an organization and some keys. Two equal snapshots mean
 * that nothing was written in between.
 */
record Snapshot(
    Optional<OrganizationSnapshot> facts,
    List<Optional<KeyLookup>> lookups,
    KeyPage page,
    Map<OrganizationId, OrganizationVersion> revisions,
    List<AuditEvent> events,
    Map<ApiKeyId, KeyUsage> usage) {

  /** Reads a snapshot; the keys need not exist, nor belong to the organization. */
  static Snapshot of(StoreUnderTest under, OrganizationId organization, List<StoredApiKey> keys) {
    ApiKeyStore store = under.store();
    Set<ApiKeyId> ids =
        keys.stream().map(stored -> stored.key().id()).collect(Collectors.toUnmodifiableSet());
    return new Snapshot(
        store.read(organization, ids),
        keys.stream().map(stored -> store.findByPublicKey(stored.key().publicKey())).toList(),
        store.listKeys(KeyQuery.all(organization, PageQuery.first(PageQuery.MAX_LIMIT))),
        store.revisions(Set.of(organization)),
        store
            .extensions()
            .events()
            .map(log -> log.events(EventQuery.newest(organization, 1_000)))
            .orElse(List.of()),
        store.extensions().usage().map(usage -> usage.usage(organization, ids)).orElse(Map.of()));
  }

  /** Returns this snapshot with other usage. */
  Snapshot with(Map<ApiKeyId, KeyUsage> otherUsage) {
    return new Snapshot(facts, lookups, page, revisions, events, otherUsage);
  }

  ApiKey key(ApiKeyId id) {
    return page.items().stream().filter(key -> key.id().equals(id)).findFirst().orElseThrow();
  }

  long lastingOwners() {
    return page.items().stream().filter(ApiKey::isLastingOwner).count();
  }

  /** Returns the events since an earlier snapshot, newest first. */
  List<AuditEvent> eventsSince(Snapshot earlier) {
    return events.subList(0, events.size() - earlier.events.size());
  }
}

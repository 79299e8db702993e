package io.claviger.store.tck;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.AuditEvent;
import io.claviger.KeyUsage;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.Facts;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.StoredApiKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a store tells about an organization and some keys, by every way of asking. Two
 * equal pictures mean that nothing was written in between.
 */
record Picture(
    Optional<Facts> facts,
    List<Optional<KeyLookup>> lookups,
    Page<ApiKey> page,
    Map<OrganizationId, Revision> revisions,
    List<AuditEvent> events,
    Map<ApiKeyId, KeyUsage> usage) {

  /** The keys need not exist, nor belong to the organization. */
  static Picture of(StoreUnderTest under, OrganizationId organization, List<StoredApiKey> keys) {
    ApiKeyStore store = under.store();
    Set<ApiKeyId> ids =
        keys.stream().map(stored -> stored.key().id()).collect(Collectors.toUnmodifiableSet());
    return new Picture(
        store.read(organization, ids),
        keys.stream().map(stored -> store.findByPublicKey(stored.key().publicKey())).toList(),
        store.listKeys(new KeyQuery(organization, PageRequest.first(PageRequest.MAX_LIMIT))),
        store.revisions(Set.of(organization)),
        under.auditLog().newestEvents(organization, 1_000),
        under.usageStore().usage(organization, ids));
  }

  /** The same but for the usage. */
  Picture with(Map<ApiKeyId, KeyUsage> otherUsage) {
    return new Picture(facts, lookups, page, revisions, events, otherUsage);
  }
}

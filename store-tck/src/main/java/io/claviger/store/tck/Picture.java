package io.claviger.store.tck;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationSnapshot;
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
    Optional<OrganizationSnapshot> facts,
    List<Optional<KeyLookup>> lookups,
    KeyPage page,
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
        store.listKeys(new KeyQuery(organization, PageQuery.first(PageQuery.MAX_LIMIT))),
        store.revisions(Set.of(organization)),
        under.auditLog().newestEvents(organization, 1_000),
        under.usageStore().usage(organization, ids));
  }

  /** The same but for the usage. */
  Picture with(Map<ApiKeyId, KeyUsage> otherUsage) {
    return new Picture(facts, lookups, page, revisions, events, otherUsage);
  }
}

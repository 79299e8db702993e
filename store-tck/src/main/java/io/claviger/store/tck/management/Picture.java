package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.tck.StoreUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that is stored of one organization: two equal pictures mean that nothing changed
 * between them.
 *
 * @param facts with verifiers; empty where there is no such organization
 * @param listed all keys as they are listed
 * @param events newest first
 */
record Picture(Optional<OrganizationSnapshot> facts, List<ApiKey> listed, List<AuditEvent> events) {
  static Picture of(StoreUnderTest stored, OrganizationId organization) {
    List<ApiKey> listed = listAll(stored.store(), organization);
    Set<ApiKeyId> ids = new HashSet<>(listed.stream().map(ApiKey::id).toList());
    Picture picture =
        new Picture(
            stored.store().read(organization, ids),
            listed,
            stored.auditLog().newestEvents(organization, 10_000));
    picture.facts.ifPresent(picture::requireConsistent);
    return picture;
  }

  /** The events since an earlier picture, oldest first. */
  List<AuditEvent> eventsSince(Picture earlier) {
    List<AuditEvent> since =
        new ArrayList<>(events.subList(0, events.size() - earlier.events.size()));
    assertEquals(earlier.events, events.subList(since.size(), events.size()), "history is kept");
    Collections.reverse(since);
    return since;
  }

  ApiKey key(ApiKeyId id) {
    return listed.stream().filter(key -> key.id().equals(id)).findFirst().orElseThrow();
  }

  long lastingOwners() {
    return listed.stream().filter(ApiKey::isLastingOwner).count();
  }

  private void requireConsistent(OrganizationSnapshot facts) {
    Map<ApiKeyId, ApiKey> read = new TreeMap<>();
    facts.keys().values().stream().map(StoredApiKey::key).forEach(key -> read.put(key.id(), key));
    assertEquals(listed, List.copyOf(read.values()), "keys as listed and as read");
    assertEquals(listed.size(), facts.organization().counters().apiKeys(), "keys counted");
    assertEquals(
        lastingOwners(), facts.organization().counters().lastingOwners(), "lasting owners counted");
  }

  private static List<ApiKey> listAll(ApiKeyStore store, OrganizationId organization) {
    List<ApiKey> all = new ArrayList<>();
    PageQuery request = PageQuery.first(PageQuery.MAX_LIMIT);
    KeyPage page = store.listKeys(new KeyQuery(organization, request));
    all.addAll(page.items());
    while (page.more()) {
      request = request.after(all.get(all.size() - 1).id());
      page = store.listKeys(new KeyQuery(organization, request));
      all.addAll(page.items());
    }
    return all;
  }
}

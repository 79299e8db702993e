package io.claviger.store.tck.small;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoredApiKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store in the memory of one process. The lock of the object guards everything in it. */
class SmallStore implements ApiKeyStore {
  final NavigableMap<OrganizationId, SmallOrganization> organizations = new TreeMap<>();
  private final Map<PublicKey, ApiKey.Identity> identities = new HashMap<>();
  private final Set<Record> usedIds = new HashSet<>();
  private final Map<String, String> values = new HashMap<>();

  @Override
  public synchronized boolean commit(OrganizationChange change) {
    OrganizationId id = change.organization().id();
    Optional<SmallOrganization> stored = existing(id);
    if (!change.expected().equals(stored.map(found -> found.organization().revision()))) {
      return false;
    }
    SmallOrganization before = stored.orElse(SmallOrganization.beforeCreation(change));
    SmallOrganization after = before.after(change); // throws before anything is written
    Set<Record> newIds = new HashSet<>();
    if (!newIds(before, change).allMatch(each -> !usedIds.contains(each) && newIds.add(each))) {
      return false;
    }
    usedIds.addAll(newIds);
    for (StoredApiKey created : change.keys().created()) {
      identities.put(created.key().publicKey(), created.key().identity());
    }
    if (change.deletesOrganization()) {
      organizations.remove(id);
    } else {
      organizations.put(id, after);
    }
    return true;
  }

  /** Returns the ids that the change adds. No other change may ever add them again. */
  private static Stream<Record> newIds(SmallOrganization before, OrganizationChange change) {
    KeyChanges keys = change.keys();
    Stream<Record> organization =
        change.expected().isEmpty() ? Stream.of(change.organization().id()) : Stream.empty();
    Stream<Record> created =
        keys.created().stream().flatMap(key -> Stream.of(key.key().id(), key.key().publicKey()));
    Stream<Record> secrets =
        Stream.concat(
            keys.created().stream()
                .flatMap(key -> before.newSecrets(key.key().id(), key.secrets())),
            keys.secrets().entrySet().stream()
                .flatMap(key -> before.newSecrets(key.getKey(), key.getValue())));
    Stream<Record> events = change.events().stream().map(AuditEvent::id);
    return Stream.of(organization, created, secrets, events).flatMap(same -> same);
  }

  Optional<SmallOrganization> existing(OrganizationId id) {
    return Optional.ofNullable(organizations.get(id));
  }

  @Override
  public synchronized Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return Optional.ofNullable(identities.get(publicKey))
        .flatMap(key -> existing(key.organization()).flatMap(found -> found.lookUp(key.id())));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Set<ApiKeyId> wanted = Set.copyOf(keys); // outside of the lock: the set is the caller's
    synchronized (this) {
      return existing(organization).map(found -> found.snapshot(wanted));
    }
  }

  @Override
  public synchronized KeyPage listKeys(KeyQuery query) {
    List<ApiKey> oneMore =
        existing(query.organization()).stream()
            .flatMap(found -> found.keysAfter(query.page().after()))
            .filter(key -> query.filter().matches(key, query.now()))
            .filter(key -> !wasUsedSince(key.id(), query.unusedSince()))
            .limit(query.page().limit() + 1L)
            .toList();
    boolean more = oneMore.size() > query.page().limit();
    return new KeyPage(more ? oneMore.subList(0, query.page().limit()) : oneMore, more);
  }

  /** Returns false, since this store counts no use. */
  boolean wasUsedSince(ApiKeyId key, Optional<Instant> instant) {
    return false;
  }

  @Override
  public synchronized OrganizationPage listOrganizations(OrganizationQuery query) {
    List<Organization> oneMore =
        query
            .after()
            .map(id -> organizations.tailMap(id, false))
            .orElse(organizations)
            .values()
            .stream()
            .map(SmallOrganization::organization)
            .limit(query.limit() + 1L)
            .toList();
    boolean more = oneMore.size() > query.limit();
    return new OrganizationPage(more ? oneMore.subList(0, query.limit()) : oneMore, more);
  }

  @Override
  public Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
    Map<OrganizationId, OrganizationVersion> versions = new HashMap<>();
    for (OrganizationId id : Set.copyOf(ids)) {
      version(id).ifPresent(version -> versions.put(id, version));
    }
    return versions;
  }

  synchronized Optional<OrganizationVersion> version(OrganizationId id) {
    return existing(id).map(found -> OrganizationVersion.of(found.organization().revision()));
  }

  @Override
  public synchronized String storeIfAbsent(NamedValue value) {
    return values.computeIfAbsent(value.name(), name -> value.value());
  }
}

package io.claviger.store.tck.small;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.EventQuery;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierReplacement;
import io.claviger.spi.VerifierStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store in the memory of one process. The lock of the object guards everything in it. */
final class SmallStore implements ApiKeyStore, AuditLog, UsageStore, VerifierStore {
  private final TreeMap<OrganizationId, SmallOrganization> organizations = new TreeMap<>();
  private final Map<PublicKey, ApiKey.Identity> identities = new HashMap<>();
  private final Set<Record> usedIds = new HashSet<>();
  private final SmallUsage usage = new SmallUsage();
  private final Map<String, String> values = new HashMap<>();

  @Override
  public synchronized boolean commit(OrganizationChange change) {
    OrganizationId id = change.organization().id();
    SmallOrganization before = organizations.get(id);
    if (before == null ? change.expected().isPresent() : !before.isAt(change.expected())) {
      return false;
    }
    SmallOrganization known = before == null ? SmallOrganization.beforeCreation(change) : before;
    SmallOrganization after = known.after(change); // throws before anything is written
    Set<Record> newIds = new HashSet<>();
    if (!newIds(known, change).allMatch(each -> !usedIds.contains(each) && newIds.add(each))) {
      return false;
    }
    usedIds.addAll(newIds);
    for (StoredApiKey created : change.keys().created()) {
      identities.put(created.key().publicKey(), created.key().identity());
    }
    organizations.put(id, after);
    return true;
  }

  /** Returns the ids that the change adds. No other change may ever add them again. */
  private static Stream<Record> newIds(SmallOrganization before, OrganizationChange change) {
    List<Record> ids = new ArrayList<>();
    for (StoredApiKey created : change.keys().created()) {
      ids.add(created.key().id());
      ids.add(created.key().publicKey());
      created.secrets().forEach(secret -> ids.add(secret.info().id()));
    }
    change
        .keys()
        .secrets()
        .forEach(
            (key, secrets) -> {
              List<StoredSecret> present = before.keys().get(key).secrets();
              secrets.stream()
                  .map(secret -> secret.info().id())
                  .filter(id -> present.stream().noneMatch(old -> old.info().id().equals(id)))
                  .forEach(ids::add);
            });
    change.events().forEach(event -> ids.add(event.id()));
    return ids.stream();
  }

  private Optional<SmallOrganization> existing(OrganizationId id) {
    return Optional.ofNullable(organizations.get(id)).filter(found -> !found.deleted());
  }

  @Override
  public synchronized Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    ApiKey.Identity identity = identities.get(publicKey);
    if (identity == null) {
      return Optional.empty();
    }
    return existing(identity.organization())
        .filter(found -> found.keys().containsKey(identity.id()))
        .map(found -> KeyLookup.of(found.organization(), found.keys().get(identity.id())));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Set<ApiKeyId> wanted = Set.copyOf(keys); // outside of the lock: the set is the caller's
    synchronized (this) {
      return existing(organization)
          .map(
              found ->
                  new OrganizationSnapshot(
                      found.organization(), found.only(wanted), found.chain()));
    }
  }

  @Override
  public synchronized KeyPage listKeys(KeyQuery query) {
    List<ApiKey> oneMore =
        existing(query.organization()).stream()
            .flatMap(found -> found.keysAfter(query.page().after()))
            .filter(key -> query.filter().matches(key, query.now()))
            .filter(key -> !usage.wasUsedSince(key.id(), query.filter().unusedSince()))
            .limit(query.page().limit() + 1L)
            .toList();
    boolean more = oneMore.size() > query.page().limit();
    return new KeyPage(more ? oneMore.subList(0, query.page().limit()) : oneMore, more);
  }

  @Override
  public synchronized OrganizationPage listOrganizations(OrganizationQuery query) {
    List<Organization> oneMore =
        organizations.values().stream()
            .filter(found -> !found.deleted())
            .map(SmallOrganization::organization)
            .filter(found -> query.after().stream().allMatch(id -> found.id().compareTo(id) > 0))
            .limit(query.limit() + 1L)
            .toList();
    boolean more = oneMore.size() > query.limit();
    return new OrganizationPage(more ? oneMore.subList(0, query.limit()) : oneMore, more);
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    Set<OrganizationId> wanted = Set.copyOf(ids);
    Map<OrganizationId, Revision> revisions = new HashMap<>();
    synchronized (this) {
      for (OrganizationId id : wanted) {
        existing(id).ifPresent(found -> revisions.put(id, found.organization().revision()));
      }
    }
    return revisions;
  }

  @Override
  public synchronized String storeIfAbsent(NamedValue value) {
    return values.computeIfAbsent(value.name(), name -> value.value());
  }

  @Override
  public synchronized List<AuditEvent> events(EventQuery query) {
    SmallOrganization found = organizations.get(query.organization());
    return found == null ? List.of() : found.events(query);
  }

  @Override
  public synchronized boolean replace(VerifierReplacement replacement) {
    Optional<SmallOrganization> after =
        existing(replacement.organization()).flatMap(found -> found.after(replacement));
    after.ifPresent(changed -> organizations.put(replacement.organization(), changed));
    return after.isPresent();
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    List<UsageCount> counts = List.copyOf(batch);
    synchronized (this) {
      usage.add(
          counts,
          subject ->
              existing(subject.organization())
                  .map(found -> found.keys().get(subject.apiKey()))
                  .map(StoredApiKey::key));
      return true;
    }
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    Set<ApiKeyId> wanted = Set.copyOf(keys);
    Map<ApiKeyId, KeyUsage> answer = new HashMap<>();
    synchronized (this) {
      existing(organization)
          .ifPresent(
              found ->
                  found
                      .only(wanted)
                      .forEach((id, stored) -> answer.put(id, usage.of(stored.key()))));
    }
    return answer;
  }

  @Override
  public Optional<AuditLog> auditLog() {
    return Optional.of(this);
  }

  @Override
  public Optional<UsageStore> usageStore() {
    return Optional.of(this);
  }

  @Override
  public Optional<VerifierStore> verifierStore() {
    return Optional.of(this);
  }
}

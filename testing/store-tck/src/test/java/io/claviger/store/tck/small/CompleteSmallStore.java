package io.claviger.store.tck.small;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Keeps events, counts usage, replaces verifiers and tells caches what has changed, too. */
final class CompleteSmallStore extends SmallStore
    implements AuditLog, UsageStore, VerifierStore, ChangeFeed {
  private record Numbered(CompleteSmallStore of, long change) implements Position {}

  /** Oldest first; those of deleted organizations, too. */
  private final Map<OrganizationId, List<AuditEvent>> events = new HashMap<>();

  private final SmallUsage usage = new SmallUsage();

  /** The number of the last change of each organization; those of deleted ones, too. */
  private final Map<OrganizationId, Long> lastChanges = new HashMap<>();

  private long changes;

  @Override
  public StoreExtensions extensions() {
    return StoreExtensions.none()
        .withEvents(this)
        .withUsage(this)
        .withVerifiers(this)
        .withChangeFeed(this);
  }

  @Override
  public synchronized boolean commit(OrganizationChange change) {
    boolean made = super.commit(change);
    if (made) {
      OrganizationId id = change.organization().id();
      events.computeIfAbsent(id, first -> new ArrayList<>()).addAll(change.events());
      lastChanges.put(id, ++changes); // under the lock that made the change: all see both or none
    }
    return made;
  }

  @Override
  public synchronized List<AuditEvent> events(EventQuery query) {
    List<AuditEvent> newestFirst =
        new ArrayList<>(events.getOrDefault(query.organization(), List.of()));
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .dropWhile(event -> query.before().isPresent() && !event.id().equals(query.before().get()))
        .skip(query.before().isPresent() ? 1 : 0)
        .filter(
            event -> query.apiKey().isEmpty() || query.apiKey().equals(event.subject().apiKey()))
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized boolean replace(VerifierReplacement replacement) {
    Predicate<StoredSecret> meant =
        secret ->
            secret.info().id().equals(replacement.secretId())
                && secret.verifiers().equals(replacement.expected());
    Optional<SmallOrganization> found = existing(replacement.organization());
    Optional<StoredApiKey> stored =
        found
            .map(organization -> organization.keys().get(replacement.apiKey()))
            .filter(key -> key.secrets().stream().anyMatch(meant));
    UnaryOperator<StoredSecret> replaced =
        secret -> meant.test(secret) ? new StoredSecret(secret.info(), replacement.next()) : secret;
    stored
        .map(key -> key.with(key.secrets().stream().map(replaced).toList()))
        .ifPresent(key -> found.get().keys().put(replacement.apiKey(), key));
    return stored.isPresent();
  }

  @Override
  public synchronized Position now() {
    return new Numbered(this, changes);
  }

  @Override
  public synchronized Optional<Changes> since(Position position) {
    if (!(position instanceof Numbered last) || last.of() != this) {
      return Optional.empty(); // a cache then asks for the revisions of all its organizations
    }
    Map<OrganizationId, Optional<OrganizationVersion>> versions = new HashMap<>();
    lastChanges.forEach(
        (id, change) -> {
          if (change > last.change()) {
            versions.put(id, version(id));
          }
        });
    return Optional.of(new Changes(now(), versions, 0)); // all have a position: none is pending
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    List<UsageCount> counts = List.copyOf(batch); // outside of the lock: the list is the caller's
    synchronized (this) {
      usage.add(counts, subject -> key(subject.organization(), subject.apiKey()));
      return true;
    }
  }

  private Optional<ApiKey> key(OrganizationId organization, ApiKeyId key) {
    return existing(organization).map(found -> found.keys().get(key)).map(StoredApiKey::key);
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    Map<ApiKeyId, KeyUsage> answer = new HashMap<>();
    for (ApiKeyId id : Set.copyOf(keys)) {
      synchronized (this) {
        key(organization, id).ifPresent(found -> answer.put(id, usage.of(found)));
      }
    }
    return answer;
  }

  @Override
  boolean wasUsedSince(ApiKeyId key, Optional<Instant> instant) {
    return usage.wasUsedSince(key, instant);
  }
}

package io.claviger.store.memory;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A store in the memory of one process, for tests and for programs that may lose everything at
 * exit. It fulfils the whole contract. It is stricter than a database in one point: an id or public
 * key that was ever used stays taken, also after its key is deleted.
 *
 * <p>Thread-safe. Additions of usage run one after another, and so do those of revoked tokens.
 * Changes wait for each other, and for a read of the change feed, only while they are published,
 * after everything has been computed; no other call waits. Interrupts have no effect. During a
 * commit its new ids count as taken.
 *
 * <p>The time of a lookup does not depend on the number of keys. The time of a page depends on its
 * length and on the number of keys that its filter skips. The time of a page of organizations
 * depends on their number. The time of a change depends on the number of keys of its organization.
 * The store keeps events and used ids permanently, so it grows with every change. The change feed
 * keeps one entry for each organization that ever existed, also for deleted ones, and can tell from
 * each of its positions.
 */
public final class InMemoryApiKeyStore implements ApiKeyStore, AuditLog, UsageStore, VerifierStore {
  private final ConcurrentMap<OrganizationId, AtomicReference<OrganizationState>> organizations =
      new ConcurrentHashMap<>();
  private final UsedIds used = new UsedIds();
  private final UsageCounts usage = new UsageCounts();
  private final Object additions = new Object();
  private final ChangedOrganizations changed = new ChangedOrganizations(this::version);
  private final RevokedTokenLists revokedTokens =
      new RevokedTokenLists(id -> existing(id).isPresent(), changed);
  private final ConcurrentMap<String, String> values = new ConcurrentHashMap<>();
  private final AllOrganizations all =
      new AllOrganizations(
          () -> organizations.values().stream().map(AtomicReference::get), usage::admits);

  /** Creates an empty store. */
  public InMemoryApiKeyStore() {}

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    Objects.requireNonNull(publicKey, "publicKey");
    return used.identity(publicKey)
        .flatMap(
            identity ->
                existing(identity.organization()).flatMap(state -> state.lookup(identity.id())));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(keys, "keys");
    return existing(organization).map(state -> state.facts(keys));
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    Objects.requireNonNull(query, "query");
    OrganizationId id = query.organization();
    Function<OrganizationState, KeyPage> page =
        state -> state.page(query, key -> usage.admits(query.filter(), key));
    boolean asksForUse = query.unusedSince().isPresent();
    return (asksForUse ? undisturbed(id, page) : existing(id).map(page))
        .orElseGet(() -> new KeyPage(List.of(), false));
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return all.findOrganizations("", query);
  }

  @Override
  public StoreExtensions extensions() {
    return StoreExtensions.none()
        .withEvents(this)
        .withUsage(this)
        .withVerifiers(this)
        .withOperator(all)
        .withRevokedTokens(revokedTokens)
        .withChangeFeed(changed);
  }

  @Override
  public Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
    Objects.requireNonNull(ids, "ids");
    Map<OrganizationId, OrganizationVersion> revisions = new HashMap<>();
    for (OrganizationId id : ids) {
      version(id).ifPresent(version -> revisions.put(id, version));
    }
    return revisions;
  }

  private Optional<OrganizationVersion> version(OrganizationId id) {
    return existing(id)
        .map(
            state ->
                new OrganizationVersion(state.organization().revision(), revokedTokens.count(id)));
  }

  @Override
  public boolean commit(OrganizationChange change) {
    Objects.requireNonNull(change, "change");
    OrganizationId id = change.organization().id();
    AtomicReference<OrganizationState> present = organizations.get(id);
    if (change.expected().isEmpty()) {
      return present == null
          && make(
              OrganizationState.unborn(change.organization()),
              change,
              after -> changed.publish(id, () -> putIfAbsent(id, after)));
    }
    if (present == null) {
      return false;
    }
    OrganizationState before = present.get();
    return before.isAt(change.expected().get())
        && make(before, change, after -> swap(present, before, after, change));
  }

  private boolean putIfAbsent(OrganizationId id, OrganizationState created) {
    return organizations.putIfAbsent(id, new AtomicReference<>(created)) == null;
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    Objects.requireNonNull(value, "value");
    return values.computeIfAbsent(value.name(), name -> value.value());
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    Objects.requireNonNull(query, "query");
    AtomicReference<OrganizationState> present = organizations.get(query.organization());
    return present == null ? List.of() : present.get().history().events(query);
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    Objects.requireNonNull(batch, "batch");
    List<UsageCount> counts = List.copyOf(batch);
    synchronized (additions) {
      addAll(counts);
    }
    return true;
  }

  private void addAll(List<UsageCount> counts) {
    try {
      usage.requireRoom(counts);
    } catch (InvalidValueException e) {
      throw new StoreException(
          StoreException.Kind.FAULT, "a count of usage would be larger than is kept", e);
    }
    for (UsageCount count : counts) {
      OrganizationId id = count.subject().organization();
      usage.add(count, counted -> existing(id).filter(now -> now.has(counted)).isPresent());
    }
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(keys, "keys");
    return undisturbed(organization, state -> usage(state.facts(keys))).orElseGet(Map::of);
  }

  private Map<ApiKeyId, KeyUsage> usage(OrganizationSnapshot facts) {
    Map<ApiKeyId, KeyUsage> found = new HashMap<>();
    facts.keys().forEach((id, stored) -> found.put(id, usage.of(stored.key())));
    return found;
  }

  /**
   * Answers a question about an organization and its counts. Counts are removed after a change
   * deletes their object. So if the organization is still the same object after the answer, no
   * count was removed meanwhile.
   */
  private <T> Optional<T> undisturbed(OrganizationId id, Function<OrganizationState, T> question) {
    AtomicReference<OrganizationState> present = organizations.get(id);
    if (present == null) {
      return Optional.empty();
    }
    while (true) {
      OrganizationState before = present.get();
      Optional<T> answer =
          before.deleted() ? Optional.empty() : Optional.of(question.apply(before));
      // This compares the identity of the object.
      if (present.compareAndSet(before, before)) {
        return answer;
      }
    }
  }

  @Override
  public boolean replace(VerifierReplacement replacement) {
    Objects.requireNonNull(replacement, "replacement");
    AtomicReference<OrganizationState> present = organizations.get(replacement.organization());
    while (present != null) {
      OrganizationState before = present.get();
      Optional<OrganizationState> after = before.after(replacement);
      if (after.isEmpty() || present.compareAndSet(before, after.get())) {
        return after.isPresent();
      }
    }
    return false;
  }

  /** Takes the ids first, since they can be given back; a swap cannot be undone. */
  private boolean make(
      OrganizationState before, OrganizationChange change, Predicate<OrganizationState> swap) {
    OrganizationState after = before.after(change);
    Optional<UsedIds.Claim> claim = used.claim(before, change);
    if (claim.isEmpty()) {
      return false;
    }
    boolean made = swap.test(after);
    if (!made) {
      claim.get().giveBack();
    }
    return made;
  }

  /** Tries again if only a replacement of verifiers came first, since that moves no revision. */
  private boolean swap(
      AtomicReference<OrganizationState> present,
      OrganizationState seen,
      OrganizationState made,
      OrganizationChange change) {
    OrganizationState before = seen;
    OrganizationState after = made;
    while (!publish(present, before, after)) {
      before = present.get();
      if (!before.isAt(seen.organization().revision())) {
        return false;
      }
      after = before.after(change);
    }
    usage.forget(before.goneIn(after));
    return true;
  }

  private boolean publish(
      AtomicReference<OrganizationState> present,
      OrganizationState before,
      OrganizationState after) {
    OrganizationId id = after.organization().id();
    return changed.publish(id, () -> present.compareAndSet(before, after));
  }

  private Optional<OrganizationState> existing(OrganizationId id) {
    return Optional.ofNullable(organizations.get(id))
        .map(AtomicReference::get)
        .filter(state -> !state.deleted());
  }
}

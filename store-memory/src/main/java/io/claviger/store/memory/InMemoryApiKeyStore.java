package io.claviger.store.memory;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.EventQuery;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.NamedValue;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A store in the memory of one process: for tests, and for programs that can lose everything at
 * exit. It keeps the whole contract and is stricter than a database in one point: an id or public
 * key that was ever used is taken for ever, also after its key is gone.
 *
 * <p>Thread-safe. Additions of usage take turns; no other call waits until another is done.
 * Interrupts mean nothing to it. The new ids of a change under way count as taken.
 *
 * <p>A look-up costs the same for one key and for millions, and a page as much as it is long, and
 * as what its filter passes over; a change costs as much as its organization has keys. Events and
 * used ids are kept for ever: the store grows with every change.
 */
public final class InMemoryApiKeyStore implements ApiKeyStore, AuditLog, UsageStore, VerifierStore {
  private final ConcurrentMap<OrganizationId, AtomicReference<Snapshot>> organizations =
      new ConcurrentHashMap<>();
  private final UsedIds used = new UsedIds();
  private final UsageCounts usage = new UsageCounts();
  private final Object additions = new Object();
  private final ConcurrentMap<String, String> values = new ConcurrentHashMap<>();

  /** Empty. */
  public InMemoryApiKeyStore() {}

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return used.identity(publicKey)
        .flatMap(
            identity ->
                existing(identity.organization())
                    .flatMap(snapshot -> snapshot.lookup(identity.id())));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    return existing(organization).map(snapshot -> snapshot.facts(keys));
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    OrganizationId id = query.organization();
    Function<Snapshot, KeyPage> page =
        snapshot -> snapshot.page(query, key -> usage.admits(query.filter(), key));
    boolean asksForUse = query.filter().unusedSince().isPresent();
    return (asksForUse ? undisturbed(id, page) : existing(id).map(page))
        .orElseGet(() -> new KeyPage(List.of(), false));
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    Map<OrganizationId, Revision> revisions = new HashMap<>();
    for (OrganizationId id : ids) {
      existing(id).ifPresent(snapshot -> revisions.put(id, snapshot.organization().revision()));
    }
    return revisions;
  }

  @Override
  public boolean commit(OrganizationChange change) {
    OrganizationId id = change.organization().id();
    AtomicReference<Snapshot> present = organizations.get(id);
    if (change.expected().isEmpty()) {
      return present == null
          && make(
              Snapshot.unborn(change.organization()),
              change,
              after -> organizations.putIfAbsent(id, new AtomicReference<>(after)) == null);
    }
    if (present == null) {
      return false;
    }
    Snapshot before = present.get();
    return before.isAt(change.expected().get())
        && make(before, change, after -> swap(present, before, after, change));
  }

  @Override
  public String remember(NamedValue value) {
    return values.computeIfAbsent(value.name(), name -> value.value());
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    AtomicReference<Snapshot> present = organizations.get(query.organization());
    return present == null ? List.of() : present.get().history().events(query);
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
  public boolean add(List<UsageCount> batch) {
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
      OrganizationId id = count.through().organization();
      usage.add(count, counted -> existing(id).filter(now -> now.has(counted)).isPresent());
    }
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    return undisturbed(organization, snapshot -> usage(snapshot.facts(keys))).orElseGet(Map::of);
  }

  private Map<ApiKeyId, KeyUsage> usage(OrganizationSnapshot facts) {
    Map<ApiKeyId, KeyUsage> found = new HashMap<>();
    facts.keys().forEach((id, stored) -> found.put(id, usage.of(stored.key())));
    return found;
  }

  /**
   * What is asked of an organization and of counts beside it. Counts of what goes are forgotten
   * after it is gone: where the organization is as before, none was forgotten meanwhile.
   */
  private <T> Optional<T> undisturbed(OrganizationId id, Function<Snapshot, T> question) {
    AtomicReference<Snapshot> present = organizations.get(id);
    if (present == null) {
      return Optional.empty();
    }
    while (true) {
      Snapshot before = present.get();
      Optional<T> answer =
          before.deleted() ? Optional.empty() : Optional.of(question.apply(before));
      // Whether it is that very object still.
      if (present.compareAndSet(before, before)) {
        return answer;
      }
    }
  }

  @Override
  public Optional<VerifierStore> verifierStore() {
    return Optional.of(this);
  }

  @Override
  public boolean exchange(VerifierExchange exchange) {
    AtomicReference<Snapshot> present = organizations.get(exchange.organization());
    while (present != null) {
      Snapshot before = present.get();
      Optional<Snapshot> after = before.after(exchange);
      if (after.isEmpty() || present.compareAndSet(before, after.get())) {
        return after.isPresent();
      }
    }
    return false;
  }

  /** Ids first: what is taken but not used in the end can be given back, a swap cannot. */
  private boolean make(Snapshot before, OrganizationChange change, Predicate<Snapshot> swap) {
    Snapshot after = before.after(change);
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

  /** Again, where only an exchange of verifiers came first: that moves nothing. */
  private boolean swap(
      AtomicReference<Snapshot> present, Snapshot seen, Snapshot made, OrganizationChange change) {
    Snapshot before = seen;
    Snapshot after = made;
    while (!present.compareAndSet(before, after)) {
      before = present.get();
      if (!before.isAt(seen.organization().revision())) {
        return false;
      }
      after = before.after(change);
    }
    usage.forget(before.goneIn(after));
    return true;
  }

  private Optional<Snapshot> existing(OrganizationId id) {
    return Optional.ofNullable(organizations.get(id))
        .map(AtomicReference::get)
        .filter(snapshot -> !snapshot.deleted());
  }
}

package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** A store in memory whose operations can be replaced, one by one. */
final class AlterableStore extends ForwardingApiKeyStore
    implements AuditLog, UsageStore, VerifierStore {
  final InMemoryApiKeyStore real;

  /** Is shared by both nodes, as is the tally. */
  final Meeting meeting;

  final KeyTally tally;

  Predicate<OrganizationChange> commit;
  Function<Function<ChangeStore, ?>, Object> locked;
  Function<PublicKey, Optional<KeyLookup>> find;
  BiFunction<OrganizationId, Set<ApiKeyId>, Optional<OrganizationSnapshot>> read;
  Function<KeyQuery, KeyPage> list;
  Function<OrganizationQuery, OrganizationPage> organizations;
  Function<Set<OrganizationId>, Map<OrganizationId, OrganizationVersion>> revisions;
  boolean operates = true;
  IntUnaryOperator capacity;
  Consumer<OrganizationId> evict;
  Consumer<OrganizationId> awaitReplication;
  Function<NamedValue, String> storeIfAbsent;
  Function<EventQuery, List<AuditEvent>> events;
  Predicate<List<UsageCount>> add;
  BiFunction<OrganizationId, Set<ApiKeyId>, Map<ApiKeyId, KeyUsage>> usage;
  Predicate<VerifierReplacement> replace;
  final AlterableOperator operator;
  final AlterableRevokedTokens revokedTokens;
  final AlterableChangeFeed changeFeed;

  private final AtomicLong bumps = new AtomicLong();

  AlterableStore(InMemoryApiKeyStore real, Meeting meeting, KeyTally tally) {
    super(real);
    this.real = real;
    this.meeting = meeting;
    this.tally = tally;
    this.commit = real::commit;
    this.locked = work -> work.apply(this);
    this.find = real::findByPublicKey;
    this.read = real::read;
    this.list = real::listKeys;
    this.organizations = real::listOrganizations;
    this.revisions = real::revisions;
    this.capacity = wanted -> wanted;
    this.evict = organization -> {};
    this.awaitReplication = organization -> {};
    this.storeIfAbsent = real::storeIfAbsent;
    this.events = real::events;
    this.add = real::add;
    this.usage = real::usage;
    this.replace = real::replace;
    this.operator = new AlterableOperator(real.extensions().operator().orElseThrow());
    this.revokedTokens =
        new AlterableRevokedTokens(real.extensions().revokedTokens().orElseThrow());
    this.changeFeed = new AlterableChangeFeed(real.extensions().changeFeed().orElseThrow());
  }

  @Override
  protected boolean commit(ChangeStore to, OrganizationChange change) {
    return commit.test(change);
  }

  @Override
  @SuppressWarnings("unchecked") // the result is that of the work
  public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
    return (T) locked.apply(work);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return find.apply(publicKey);
  }

  @Override
  protected Optional<OrganizationSnapshot> read(
      ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
    return read.apply(organization, keys);
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    return list.apply(query);
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return organizations.apply(query);
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    return revisions.apply(ids);
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions parts =
        StoreExtensions.none()
            .withEvents(this)
            .withUsage(this)
            .withVerifiers(this)
            .withRevokedTokens(revokedTokens)
            .withChangeFeed(changeFeed)
            .withCapacity(wanted -> capacity.applyAsInt(wanted))
            .withEvictable(organization -> evict.accept(organization))
            .withReplication(organization -> awaitReplication.accept(organization));
    return operates ? parts.withOperator(operator) : parts;
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    return storeIfAbsent.apply(value);
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    return events.apply(query);
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    return add.test(batch);
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    return usage.apply(organization, keys);
  }

  @Override
  public boolean replace(VerifierReplacement replaced) {
    return replace.test(replaced);
  }

  /** Returns the stored organization of the change, if it exists. */
  Optional<Organization> organization(OrganizationChange change) {
    return real.read(change.organization().id(), Set.of()).map(OrganizationSnapshot::organization);
  }

  /** Returns whether the organization is at the revision that the change expects. */
  boolean isExpected(OrganizationChange change) {
    return change.expected().isPresent()
        && organization(change).map(Organization::revision).equals(change.expected());
  }

  /** Returns the first 500 keys of the organization. */
  List<StoredApiKey> keys(OrganizationId organization) {
    return real
        .listKeys(KeyQuery.all(organization, PageQuery.first(PageQuery.MAX_LIMIT)))
        .items()
        .stream()
        .flatMap(key -> real.read(organization, Set.of(key.id())).stream())
        .flatMap(facts -> facts.keys().values().stream())
        .toList();
  }

  /** Makes the change whatever the revision is; gives up if something else refuses it. */
  boolean commitUnguarded(OrganizationChange change) {
    for (int i = 0; i < 1_000; i++) {
      Optional<Revision> present = organization(change).map(Organization::revision);
      if (present.isEmpty()) {
        return false;
      }
      if (!present.equals(Optional.of(change.organization().revision()))
          && real.commit(Rewrites.expecting(change, present))) {
        return true;
      }
    }
    return false;
  }

  /** Moves the organization to another revision, if it exists. */
  void bumpRevision(OrganizationId id) {
    real.read(id, Set.of())
        .map(OrganizationSnapshot::organization)
        .ifPresent(
            before ->
                commitUnguarded(
                    OrganizationChange.update(
                        before.revision(),
                        before.withRevision(before.revision().next(bumps.incrementAndGet())),
                        KeyChanges.none(),
                        List.of(bumped(before)))));
  }

  private AuditEvent bumped(Organization organization) {
    return AuditEvent.of(
        new EventId(String.format("f%023x", bumps.incrementAndGet())),
        EventType.ORGANIZATION_REVISION_BUMPED,
        AuditEvent.Subject.of(organization.id()),
        organization.created(),
        new TreeMap<>(),
        Optional.empty());
  }
}

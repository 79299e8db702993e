package io.claviger.spi;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Passes every call to another store. It is the base class of wrappers, which override the methods
 * that they change: for metrics, faults or tenancy.
 */
public abstract class ForwardingApiKeyStore implements ApiKeyStore {
  private final ApiKeyStore delegate;

  /** The stores that threads use instead, within {@link #withLock}. */
  private final ConcurrentMap<Thread, ApiKeyStore> locked = new ConcurrentHashMap<>();

  /** Wraps this store. */
  protected ForwardingApiKeyStore(ApiKeyStore delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * Returns the wrapped store. Within {@link #withLock}, this is the store that the wrapped one
   * gave to the work.
   */
  protected final ApiKeyStore delegate() {
    return locked.getOrDefault(Thread.currentThread(), delegate);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return delegate.findByPublicKey(Objects.requireNonNull(publicKey, "publicKey"));
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Arguments.require(organization, "organization", keys, "keys");
    return delegate().read(organization, keys);
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    return delegate.listKeys(Objects.requireNonNull(query, "query"));
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return delegate.listOrganizations(query);
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    return delegate().revisions(Objects.requireNonNull(ids, "ids"));
  }

  @Override
  public boolean commit(OrganizationChange change) {
    return delegate().commit(Objects.requireNonNull(change, "change"));
  }

  /**
   * Passes this wrapper to the work, so that a wrapper which overrides {@link #read}, {@link
   * #revisions} or {@link #commit} sees their calls here too. Meanwhile, these three methods go to
   * the store that the wrapped one gives to the work. This holds for the calling thread. A wrapper
   * that calls the wrapped store on another thread overrides this method.
   */
  @Override
  public <T> T withLock(OrganizationId organization, Function<ApiKeyStore, T> work) {
    Arguments.require(organization, "organization", work, "work");
    return delegate()
        .withLock(
            organization,
            its -> {
              Thread thread = Thread.currentThread();
              ApiKeyStore before = locked.put(thread, its);
              try {
                return work.apply(this);
              } finally {
                locked.compute(thread, (same, ended) -> before);
              }
            });
  }

  /**
   * Calls {@link #commit} for each change, so that a wrapper which overrides it sees all of them.
   */
  @Override
  public Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
    return ApiKeyStore.super.commitAll(changes);
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    return delegate.storeIfAbsent(Objects.requireNonNull(value, "value"));
  }

  @Override
  public boolean joinsTransaction() {
    return delegate.joinsTransaction();
  }

  @Override
  public void evict(OrganizationId organization) {
    delegate.evict(organization);
  }

  @Override
  public int concurrentCalls(int wanted) {
    return delegate.concurrentCalls(wanted);
  }

  @Override
  public Optional<UsageStore> usageStore() {
    return delegate.usageStore();
  }

  @Override
  public Optional<AuditLog> auditLog() {
    return delegate.auditLog();
  }

  @Override
  public Optional<VerifierStore> verifierStore() {
    return delegate.verifierStore();
  }

  @Override
  public Optional<OperatorStore> operatorStore() {
    return delegate.operatorStore();
  }
}

package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Passes every call to another store. Calls of its optional parts, such as usage, do not come
 * through a wrapper, unless it overrides {@link #extensions}. It is the base class of wrappers,
 * which override the methods that they change: for metrics, faults or tenancy.
 *
 * <p>A change is read and committed through this store, or through the store that {@link #withLock}
 * gives to the work. A wrapper sees both: it overrides {@link #read(ChangeStore, OrganizationId,
 * Set)}, {@link #revisions(ChangeStore, Set)} and {@link #commit(ChangeStore, OrganizationChange)}.
 */
public abstract class ForwardingApiKeyStore implements ApiKeyStore {
  private final ApiKeyStore delegate;

  /** Wraps this store. */
  protected ForwardingApiKeyStore(ApiKeyStore delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /** Returns the wrapped store. */
  protected final ApiKeyStore delegate() {
    return delegate;
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return delegate.findByPublicKey(Objects.requireNonNull(publicKey, "publicKey"));
  }

  @Override
  public final Optional<OrganizationSnapshot> read(
      OrganizationId organization, Set<ApiKeyId> keys) {
    return read(delegate, organization, keys);
  }

  /** Reads from the wrapped store, or from the one that it gave to the work of a lock. */
  protected Optional<OrganizationSnapshot> read(
      ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
    Arguments.require(organization, "organization", keys, "keys");
    return from.read(organization, keys);
  }

  @Override
  public final Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
    return revisions(delegate, ids);
  }

  /** Reads from the wrapped store, or from the one that it gave to the work of a lock. */
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    return from.revisions(Objects.requireNonNull(ids, "ids"));
  }

  @Override
  public final boolean commit(OrganizationChange change) {
    return commit(delegate, change);
  }

  /** Commits to the wrapped store, or to the one that it gave to the work of a lock. */
  protected boolean commit(ChangeStore to, OrganizationChange change) {
    return to.commit(Objects.requireNonNull(change, "change"));
  }

  /**
   * Gives the work a store that calls the three methods above. A wrapper that calls the wrapped
   * store on another thread overrides this method, since the store of a lock stays on its thread.
   */
  @Override
  public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
    Arguments.require(organization, "organization", work, "work");
    return delegate.withLock(organization, inner -> work.apply(new Through(inner)));
  }

  /** Calls {@link #commit(OrganizationChange)} for each, so that a wrapper sees all of them. */
  @Override
  public Set<OrganizationId> commitAll(List<OrganizationChange> changes) {
    return ApiKeyStore.super.commitAll(changes);
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    return delegate.listKeys(Objects.requireNonNull(query, "query"));
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return delegate.listOrganizations(Objects.requireNonNull(query, "query"));
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    return delegate.storeIfAbsent(Objects.requireNonNull(value, "value"));
  }

  @Override
  public boolean joinsTransaction() {
    return delegate.joinsTransaction();
  }

  /**
   * Returns the extensions of the wrapped store. They have its {@link ChangeFeed} only if {@link
   * #hasDirectLookups} says that lookups are direct.
   */
  @Override
  public StoreExtensions extensions() {
    StoreExtensions wrapped = delegate.extensions();
    return hasDirectLookups() ? wrapped : wrapped.withoutChangeFeed();
  }

  /**
   * Returns whether each lookup reads the wrapped store at that moment, and not a memory or a
   * replica, which may lack what the change feed has reported. The wrapper has the change feed of
   * the wrapped store only if this is true. False, unless a wrapper overrides it.
   */
  protected boolean hasDirectLookups() {
    return false;
  }

  /** The store of a lock, seen through this wrapper. */
  private final class Through implements ChangeStore {
    private final ChangeStore inner;

    Through(ChangeStore inner) {
      this.inner = inner;
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
      return ForwardingApiKeyStore.this.read(inner, organization, keys);
    }

    @Override
    public Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
      return ForwardingApiKeyStore.this.revisions(inner, ids);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      return ForwardingApiKeyStore.this.commit(inner, change);
    }
  }
}

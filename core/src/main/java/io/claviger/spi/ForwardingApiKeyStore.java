package io.claviger.spi;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Passes every call to another store. It is the base class of wrappers, which override the methods
 * that they change: for metrics, faults or tenancy.
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
    Objects.requireNonNull(publicKey, "publicKey");
    return delegate.findByPublicKey(publicKey);
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(keys, "keys");
    return delegate.read(organization, keys);
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    Objects.requireNonNull(query, "query");
    return delegate.listKeys(query);
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    return delegate.listOrganizations(query);
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    Objects.requireNonNull(ids, "ids");
    return delegate.revisions(ids);
  }

  @Override
  public boolean commit(OrganizationChange change) {
    Objects.requireNonNull(change, "change");
    return delegate.commit(change);
  }

  @Override
  public String remember(NamedValue value) {
    Objects.requireNonNull(value, "value");
    return delegate.remember(value);
  }

  @Override
  public boolean joinsTransaction() {
    return delegate.joinsTransaction();
  }

  @Override
  public void drop(OrganizationId organization) {
    delegate.drop(organization);
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
}

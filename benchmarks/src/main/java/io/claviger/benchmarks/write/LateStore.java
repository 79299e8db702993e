package io.claviger.benchmarks.write;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The store of a slow node: what it decides on is older than what the other nodes have read. */
final class LateStore extends ForwardingApiKeyStore {
  private final long nanos;

  LateStore(ApiKeyStore delegate, Duration late) {
    super(delegate);
    this.nanos = late.toNanos();
  }

  @Override
  protected Optional<OrganizationSnapshot> read(
      ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
    Optional<OrganizationSnapshot> read = super.read(from, organization, keys);
    LockSupport.parkNanos(nanos);
    return read;
  }
}

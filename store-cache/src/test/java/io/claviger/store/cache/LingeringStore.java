package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A store that runs an action between its read and its answer. Thread-safe. */
final class LingeringStore extends ForwardingApiKeyStore {
  private final Queue<Runnable> afterLookups = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> afterRevisions = new ConcurrentLinkedQueue<>();

  LingeringStore(ApiKeyStore delegate) {
    super(delegate);
  }

  /** Runs this between the read and the answer of the next lookup. */
  void afterLookup(Runnable meanwhile) {
    afterLookups.add(meanwhile);
  }

  /** Runs this between the next read of revisions and its answer. */
  void afterRevisions(Runnable meanwhile) {
    afterRevisions.add(meanwhile);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    Optional<KeyLookup> found = super.findByPublicKey(publicKey);
    runNext(afterLookups);
    return found;
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    Map<OrganizationId, OrganizationVersion> revisions = super.revisions(from, ids);
    runNext(afterRevisions);
    return revisions;
  }

  private static void runNext(Queue<Runnable> script) {
    Runnable next = script.poll();
    if (next != null) {
      next.run();
    }
  }
}

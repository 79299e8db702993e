package io.claviger.store.cache;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Has read already when it lets something happen, and answers then. Thread-safe. */
final class LingeringStore extends ForwardingApiKeyStore {
  private final Queue<Runnable> afterLookups = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> afterRevisions = new ConcurrentLinkedQueue<>();

  LingeringStore(ApiKeyStore delegate) {
    super(delegate);
  }

  /** This happens between the next look-up's reading and its answer. */
  void afterLookup(Runnable meanwhile) {
    afterLookups.add(meanwhile);
  }

  /** This happens between the next reading of revisions and its answer. */
  void afterRevisions(Runnable meanwhile) {
    afterRevisions.add(meanwhile);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    Optional<KeyLookup> found = super.findByPublicKey(publicKey);
    play(afterLookups);
    return found;
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    Map<OrganizationId, Revision> revisions = super.revisions(ids);
    play(afterRevisions);
    return revisions;
  }

  private static void play(Queue<Runnable> script) {
    Runnable next = script.poll();
    if (next != null) {
      next.run();
    }
  }
}

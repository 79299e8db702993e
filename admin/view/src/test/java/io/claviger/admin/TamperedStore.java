package io.claviger.admin;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventQuery;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store in memory whose events, and what the organization keeps about them, a test can change.
 */
final class TamperedStore extends ForwardingApiKeyStore implements AuditLog {
  private final InMemoryApiKeyStore real;

  /** The events to return, newest first, and the chain of the organization. */
  final List<AuditEvent> events = new ArrayList<>();

  EventChain chain = EventChain.none();

  /** Whether to return the fields above, and not what is stored. */
  boolean tampering;

  /** The chain to return while nothing else is changed. */
  Optional<EventChain> chainBefore = Optional.empty();

  TamperedStore() {
    this(new InMemoryApiKeyStore());
  }

  private TamperedStore(InMemoryApiKeyStore real) {
    super(real);
    this.real = real;
  }

  /** Starts from what is stored. */
  void copy(OrganizationId organization) {
    events.clear();
    events.addAll(real.events(EventQuery.newest(organization, 1_000)));
    chain =
        real.read(organization, Set.of())
            .map(OrganizationSnapshot::chain)
            .orElseGet(EventChain::none);
    tampering = true;
  }

  @Override
  protected Optional<OrganizationSnapshot> read(
      ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
    return real.read(organization, keys).map(this::withChain);
  }

  private OrganizationSnapshot withChain(OrganizationSnapshot found) {
    EventChain returned = tampering ? chain : chainBefore.orElseGet(found::chain);
    return new OrganizationSnapshot(found.organization(), found.keys(), returned);
  }

  @Override
  public StoreExtensions extensions() {
    return super.extensions().withEvents(this);
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    if (!tampering || !query.organization().equals(new OrganizationId("acme"))) {
      return real.events(query);
    }
    List<EventId> ids = events.stream().map(AuditEvent::id).toList();
    int first = query.before().map(ids::indexOf).orElse(-1) + 1;
    return events.stream().skip(first).limit(query.limit()).toList();
  }
}

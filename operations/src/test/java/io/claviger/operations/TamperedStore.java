package io.claviger.operations;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.OrganizationId;
import io.claviger.spi.AuditLog;
import io.claviger.spi.EventQuery;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store in memory whose events, and their newest MAC, a test can change. */
final class TamperedStore extends ForwardingApiKeyStore implements AuditLog {
  private final InMemoryApiKeyStore real;

  /** The events to return, newest first, and the MAC of the organization. */
  final List<AuditEvent> events = new ArrayList<>();

  Optional<String> eventsMac = Optional.empty();

  /** Whether to return the fields above, and not what is stored. */
  boolean tampering;

  /** The MAC to return while nothing else is changed. */
  Optional<String> cutBefore = Optional.empty();

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
    events.addAll(real.newestEvents(organization, 1_000));
    eventsMac = real.read(organization, Set.of()).flatMap(OrganizationSnapshot::eventsMac);
    tampering = true;
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    return real.read(organization, keys).map(found -> withMac(found));
  }

  private OrganizationSnapshot withMac(OrganizationSnapshot found) {
    Optional<String> mac = tampering ? eventsMac : cutBefore.or(found::eventsMac);
    return new OrganizationSnapshot(found.organization(), found.keys(), mac);
  }

  @Override
  public Optional<AuditLog> auditLog() {
    return Optional.of(this);
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

package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.EventType;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.spi.AuditLog;
import io.claviger.spi.EventQuery;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Passes everything on; mutants override what they break. */
class BrokenStore extends ForwardingApiKeyStore implements AuditLog {
  final InMemoryApiKeyStore real;
  private final AtomicLong touches = new AtomicLong();

  BrokenStore(InMemoryApiKeyStore real) {
    super(real);
    this.real = real;
  }

  /** As another process would have it. */
  BrokenStore otherNode() {
    return this;
  }

  @Override
  public List<AuditEvent> events(EventQuery query) {
    return real.events(query);
  }

  /** Where the organization is really; empty if it does not exist. */
  final Optional<Revision> present(OrganizationChange change) {
    return organization(change).map(Organization::revision);
  }

  final Optional<Organization> organization(OrganizationChange change) {
    return real.read(change.organization().id(), Set.of()).map(facts -> facts.organization());
  }

  /** The first 500 keys that are really there. */
  final List<StoredApiKey> keys(OrganizationId organization) {
    return real.listKeys(new KeyQuery(organization, PageQuery.first(500))).items().stream()
        .map(this::stored)
        .toList();
  }

  /** A key that is really there. */
  final StoredApiKey stored(ApiKey key) {
    OrganizationSnapshot facts = real.read(key.organization(), Set.of(key.id())).orElseThrow();
    return Objects.requireNonNull(facts.keys().get(key.id()), "key");
  }

  /** The page that the query asks for, of those keys alone that meet this condition. */
  final KeyPage page(KeyQuery query, Predicate<ApiKey> condition) {
    return cut(
        query.page(), keys(query.organization()).stream().map(StoredApiKey::key).filter(condition));
  }

  /** That page of these keys, which are in order. */
  static KeyPage cut(PageQuery page, Stream<ApiKey> ordered) {
    List<ApiKey> found =
        ordered
            .filter(key -> page.after().map(id -> key.id().compareTo(id) > 0).orElse(true))
            .toList();
    boolean more = found.size() > page.limit();
    return new KeyPage(more ? found.subList(0, page.limit()) : found, more);
  }

  /** Moves the organization to another revision, if it is there. */
  final void touch(OrganizationId id) {
    real.read(id, Set.of())
        .map(OrganizationSnapshot::organization)
        .ifPresent(
            before ->
                commitUnguarded(
                    OrganizationChange.update(
                        before.revision(),
                        before.at(before.revision().next(touches.incrementAndGet())),
                        KeyChanges.none(),
                        List.of(event(before)))));
  }

  /** Of a change that nobody asked for. */
  final AuditEvent event(Organization organization) {
    return new AuditEvent(
        new EventId(String.format("f%023x", touches.incrementAndGet())),
        EventType.ORGANIZATION_TOUCHED,
        AuditEvent.Subject.of(organization.id()),
        organization.created(),
        new TreeMap<>());
  }

  /** Makes the change whatever the revision; gives up where something else is in the way. */
  final boolean commitUnguarded(OrganizationChange change) {
    for (int i = 0; i < 1_000; i++) {
      Optional<Revision> present = present(change);
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
}

package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.spi.EventQuery;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The end of an organization. */
final class DeletionMutants {
  private DeletionMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("forgets the tombstone", ForgetsTombstone::new),
        new Mutant("looks up keys of a deleted organization", LooksUpDeleted::new),
        new Mutant("deletes the first hundred keys", DeletesSome::new),
        new Mutant("lists keys of a deleted organization", ListsDeleted::new),
        new Mutant("reads a deleted organization", ReadsDeleted::new),
        new Mutant("tells the revision of a deleted organization", TellsRevision::new),
        new Mutant("changes a deleted organization", ChangesDeleted::new),
        new Mutant("checks the guard before it deletes", ChecksThenDeletes::new),
        new Mutant("deletes events with their organization", DeletesEvents::new),
        new Mutant("does not tell of a deletion", HidesLastEvent::new));
  }

  /** Remembers organizations and their keys as they were when they were deleted. */
  private static class Remembering extends BrokenStore {
    final Map<OrganizationId, Organization> ends = new ConcurrentHashMap<>();
    final Map<PublicKey, StoredApiKey> keys = new ConcurrentHashMap<>();

    Remembering(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      OrganizationId id = change.organization().id();
      List<StoredApiKey> last = change.deletesOrganization() ? keys(id) : List.of();
      boolean made = super.commit(change);
      if (made && change.deletesOrganization()) {
        ends.put(id, change.organization());
        for (int i = 0; i < last.size(); i++) {
          if (!isForgotten(i)) {
            keys.put(last.get(i).key().publicKey(), last.get(i));
          }
        }
      }
      return made;
    }

    /** Whether the key is gone with its organization. */
    boolean isForgotten(int index) {
      return false;
    }
  }

  private static final class ForgetsTombstone extends Remembering {
    ForgetsTombstone(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean buried = ends.containsKey(change.organization().id());
      return (buried && change.expected().isEmpty()) || super.commit(change);
    }
  }

  private static final class DeletesSome extends LooksUpDeleted {
    DeletesSome(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    boolean isForgotten(int index) {
      return index < 100;
    }
  }

  private static class LooksUpDeleted extends Remembering {
    LooksUpDeleted(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return super.findByPublicKey(publicKey).or(() -> deleted(publicKey));
    }

    private Optional<KeyLookup> deleted(PublicKey publicKey) {
      return Optional.ofNullable(keys.get(publicKey))
          .map(key -> KeyLookup.of(end(key.key().organization()), key));
    }

    private Organization end(OrganizationId id) {
      return Objects.requireNonNull(ends.get(id), "end");
    }
  }

  private static final class ListsDeleted extends Remembering {
    ListsDeleted(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public KeyPage listKeys(KeyQuery query) {
      return ends.containsKey(query.organization())
          ? new KeyPage(
              keys.values().stream()
                  .map(StoredApiKey::key)
                  .filter(key -> key.organization().equals(query.organization()))
                  .toList(),
              false)
          : super.listKeys(query);
    }
  }

  private static final class ReadsDeleted extends Remembering {
    ReadsDeleted(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
      return super.read(organization, keys)
          .or(
              () ->
                  Optional.ofNullable(ends.get(organization))
                      .map(o -> new OrganizationSnapshot(o, Map.of())));
    }
  }

  private static final class TellsRevision extends Remembering {
    TellsRevision(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
      Map<OrganizationId, Revision> revisions = new HashMap<>(super.revisions(ids));
      ends.forEach(
          (id, end) -> {
            if (ids.contains(id)) {
              revisions.put(id, end.revision());
            }
          });
      return revisions;
    }
  }

  private static final class ChangesDeleted extends Remembering {
    ChangesDeleted(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      Organization end = ends.get(change.organization().id());
      return (end != null && change.expected().equals(Optional.of(end.revision())))
          || super.commit(change);
    }
  }

  private static final class ChecksThenDeletes extends BrokenStore {
    private final Meeting meeting = new Meeting();

    ChecksThenDeletes(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      if (!change.deletesOrganization() || !present(change).equals(change.expected())) {
        return super.commit(change);
      }
      meeting.await();
      return commitUnguarded(change);
    }
  }

  private static final class DeletesEvents extends Remembering {
    DeletesEvents(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      return ends.containsKey(query.organization()) ? List.of() : super.events(query);
    }
  }

  private static final class HidesLastEvent extends Remembering {
    HidesLastEvent(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      return super.events(query).stream()
          .skip(ends.containsKey(query.organization()) ? 1 : 0)
          .toList();
    }
  }
}

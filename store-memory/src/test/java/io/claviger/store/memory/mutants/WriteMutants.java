package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.spi.EventQuery;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All or nothing, whichever part cannot be made. */
final class WriteMutants {
  private WriteMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("can look up the keys of a refused change", LookupOfRefused::new),
        new Mutant("reads the keys of a refused change", ReadsRefused::new),
        new Mutant("tells the events of a refused change", TellsRefused::new),
        new Mutant("uses up the ids of a refused change", UsesUpIds::new),
        new Mutant("leaves out a key whose public key is taken", LeavesOutTakenPublicKeys::new),
        new Mutant("leaves out an event whose id is taken", LeavesOutTakenEvents::new),
        rewritingWithFacts("leaves out updates of missing keys", WriteMutants::knownUpdates),
        rewritingWithFacts("leaves out deletions of missing keys", WriteMutants::knownDeletions),
        rewritingWithFacts("leaves out rotations of missing keys", WriteMutants::knownRotations),
        Mutant.rewriting(
            "creates the first key only",
            Rewrites.keys(k -> changes(first(k.created()), k.updated(), k))),
        Mutant.rewriting(
            "updates the first key only",
            Rewrites.keys(k -> changes(k.created(), first(k.updated()), k))),
        Mutant.rewriting("updates no key", Rewrites.keys(k -> changes(k.created(), List.of(), k))),
        Mutant.rewriting(
            "deletes no key",
            Rewrites.keys(k -> new KeyChanges(k.created(), k.updated(), k.secrets(), Set.of()))));
  }

  private static KeyChanges changes(
      List<StoredApiKey> created, List<ApiKey> updated, KeyChanges rest) {
    return new KeyChanges(created, updated, rest.secrets(), rest.deleted());
  }

  private static <T> List<T> first(List<T> items) {
    return items.stream().limit(1).toList();
  }

  /** What was refused is seen all the same: the base of torn writes. */
  private static class Torn extends BrokenStore {
    final Map<ApiKeyId, StoredApiKey> refusedKeys = new ConcurrentHashMap<>();
    final Map<OrganizationId, List<AuditEvent>> refusedEvents = new ConcurrentHashMap<>();

    Torn(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = super.commit(change);
      if (!made) {
        change.keys().created().forEach(key -> refusedKeys.put(key.key().id(), key));
        refusedEvents
            .computeIfAbsent(change.organization().id(), id -> new ArrayList<>())
            .addAll(change.events());
      }
      return made;
    }
  }

  private static final class LookupOfRefused extends Torn {
    LookupOfRefused(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return super.findByPublicKey(publicKey)
          .or(
              () ->
                  refusedKeys.values().stream()
                      .filter(stored -> stored.key().publicKey().equals(publicKey))
                      .findFirst()
                      .flatMap(this::lookup));
    }

    private Optional<KeyLookup> lookup(StoredApiKey stored) {
      return super.read(stored.key().organization(), Set.of())
          .map(facts -> KeyLookup.of(facts.organization(), stored));
    }
  }

  private static final class ReadsRefused extends Torn {
    ReadsRefused(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      Map<ApiKeyId, StoredApiKey> seen = new HashMap<>();
      refusedKeys.values().stream()
          .filter(stored -> stored.key().organization().equals(organization))
          .filter(stored -> ids.contains(stored.key().id()))
          .forEach(stored -> seen.put(stored.key().id(), stored));
      return super.read(organization, ids)
          .map(
              facts -> {
                seen.putAll(facts.keys());
                return new OrganizationSnapshot(facts.organization(), seen);
              });
    }
  }

  private static final class TellsRefused extends Torn {
    TellsRefused(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      List<AuditEvent> events =
          new ArrayList<>(refusedEvents.getOrDefault(query.organization(), List.of()));
      events.addAll(super.events(query));
      return events.stream().limit(query.limit()).toList();
    }
  }

  private static final class UsesUpIds extends Torn {
    UsesUpIds(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean usedUp =
          change.keys().created().stream().anyMatch(key -> refusedKeys.containsKey(key.key().id()));
      return !usedUp && super.commit(change);
    }
  }

  private static final class LeavesOutTakenPublicKeys extends BrokenStore {
    LeavesOutTakenPublicKeys(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      List<StoredApiKey> free =
          change.keys().created().stream()
              .filter(key -> findByPublicKey(key.key().publicKey()).isEmpty())
              .toList();
      return super.commit(
          Rewrites.with(change, changes(free, change.keys().updated(), change.keys())));
    }
  }

  private static final class LeavesOutTakenEvents extends BrokenStore {
    private final Set<EventId> told = ConcurrentHashMap.newKeySet();

    LeavesOutTakenEvents(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      List<AuditEvent> fresh =
          change.events().stream().filter(event -> !told.contains(event.id())).toList();
      boolean made =
          !fresh.isEmpty() && super.commit(Rewrites.events(events -> fresh).apply(change));
      if (made) {
        fresh.forEach(event -> told.add(event.id()));
      }
      return made;
    }
  }

  /** Looks which keys are there, and drops what names others. */
  private static Mutant rewritingWithFacts(String name, Known known) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Set<ApiKeyId> ids = new HashSet<>();
                keys(change.organization().id()).forEach(key -> ids.add(key.key().id()));
                UnaryOperator<KeyChanges> rest = keys -> known.of(keys, ids);
                return super.commit(Rewrites.keys(rest).apply(change));
              }
            });
  }

  @FunctionalInterface
  private interface Known {
    KeyChanges of(KeyChanges keys, Set<ApiKeyId> there);
  }

  private static KeyChanges knownUpdates(KeyChanges keys, Set<ApiKeyId> there) {
    return changes(
        keys.created(),
        keys.updated().stream().filter(key -> there.contains(key.id())).toList(),
        keys);
  }

  private static KeyChanges knownDeletions(KeyChanges keys, Set<ApiKeyId> there) {
    Set<ApiKeyId> deleted = new HashSet<>(keys.deleted());
    deleted.retainAll(there);
    return new KeyChanges(keys.created(), keys.updated(), keys.secrets(), deleted);
  }

  private static KeyChanges knownRotations(KeyChanges keys, Set<ApiKeyId> there) {
    var secrets = new HashMap<>(keys.secrets());
    secrets.keySet().retainAll(there);
    return new KeyChanges(keys.created(), keys.updated(), secrets, keys.deleted());
  }
}

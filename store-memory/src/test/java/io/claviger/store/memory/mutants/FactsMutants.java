package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** What decisions are taken on. */
final class FactsMutants {
  private FactsMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("reads keys first, then their organization", KeysFirst::new),
        new Mutant("reads secrets first, then their keys", SecretsFirst::new),
        new Mutant("reads keys of other organizations", ReadsForeign::new),
        new Mutant("reads all keys", ReadsAll::new),
        telling("reads no keys", facts -> new OrganizationSnapshot(facts.organization(), Map.of())),
        telling(
            "reads one key at most",
            facts ->
                facts.keys().size() < 2
                    ? facts
                    : new OrganizationSnapshot(facts.organization(), one(facts))),
        new Mutant("reads an organization that does not exist", ReadsUnknown::new),
        new Mutant("remembers facts", RemembersFacts::new),
        onUpdate(
            "leaves the counters",
            (before, after) -> with(after, after.settings(), before.counters())),
        onUpdate(
            "leaves the settings",
            (before, after) -> with(after, before.settings(), after.counters())));
  }

  private static Map<ApiKeyId, StoredApiKey> one(OrganizationSnapshot facts) {
    ApiKeyId first = facts.keys().keySet().iterator().next();
    return Map.of(first, facts.keys().get(first));
  }

  private static Organization with(
      Organization after, OrganizationSettings settings, OrganizationCounters counters) {
    return after.with(settings).with(counters);
  }

  private static Mutant telling(String name, UnaryOperator<OrganizationSnapshot> told) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public Optional<OrganizationSnapshot> read(
                  OrganizationId organization, Set<ApiKeyId> keys) {
                return super.read(organization, keys).map(told);
              }
            });
  }

  private static Mutant onUpdate(String name, BinaryOperator<Organization> written) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Organization before = organization(change).orElse(change.organization());
                return super.commit(
                    Rewrites.organization(after -> written.apply(before, after)).apply(change));
              }
            });
  }

  /** One key after the other, and then the organization: on two connections, it seems harmless. */
  private static final class KeysFirst extends BrokenStore {
    KeysFirst(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
      for (ApiKeyId id : ids) {
        super.read(organization, Set.of(id)).ifPresent(facts -> keys.putAll(facts.keys()));
      }
      return super.read(organization, Set.of())
          .map(facts -> new OrganizationSnapshot(facts.organization(), keys));
    }
  }

  private static final class SecretsFirst extends BrokenStore {
    private final Meeting meeting = new Meeting();

    SecretsFirst(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      Map<ApiKeyId, StoredApiKey> before =
          super.read(organization, ids).map(OrganizationSnapshot::keys).orElse(Map.of());
      meeting.await();
      return super.read(organization, ids)
          .map(
              facts -> {
                Map<ApiKeyId, StoredApiKey> keys = new HashMap<>(facts.keys());
                keys.replaceAll((id, now) -> now.with(before.getOrDefault(id, now).secrets()));
                return new OrganizationSnapshot(facts.organization(), keys);
              });
    }
  }

  private static final class ReadsForeign extends BrokenStore {
    private final Map<ApiKeyId, OrganizationId> owners = new ConcurrentHashMap<>();

    ReadsForeign(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      change
          .keys()
          .created()
          .forEach(key -> owners.putIfAbsent(key.key().id(), key.key().organization()));
      return super.commit(change);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      Map<ApiKeyId, StoredApiKey> keys = new HashMap<>();
      for (ApiKeyId id : ids) {
        super.read(owners.getOrDefault(id, organization), Set.of(id))
            .ifPresent(facts -> keys.putAll(facts.keys()));
      }
      return super.read(organization, Set.of())
          .map(facts -> new OrganizationSnapshot(facts.organization(), keys));
    }
  }

  private static final class ReadsUnknown extends BrokenStore {
    private volatile Optional<OrganizationId> any = Optional.empty();

    ReadsUnknown(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      any = Optional.of(change.organization().id());
      return super.commit(change);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      return super.read(organization, ids).or(() -> any.flatMap(known -> super.read(known, ids)));
    }
  }

  private static final class ReadsAll extends BrokenStore {
    ReadsAll(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      Map<ApiKeyId, StoredApiKey> all = new HashMap<>();
      keys(organization).forEach(key -> all.put(key.key().id(), key));
      return super.read(organization, all.keySet());
    }
  }

  /** What this thread read once it goes on to see, until it makes a change itself. */
  private static final class RemembersFacts extends BrokenStore {
    private final ThreadLocal<Map<List<Object>, Optional<OrganizationSnapshot>>> seen =
        ThreadLocal.withInitial(HashMap::new);

    RemembersFacts(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      seen.get().clear();
      return super.commit(change);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      return seen.get()
          .computeIfAbsent(List.of(organization, ids), key -> super.read(organization, ids));
    }
  }
}

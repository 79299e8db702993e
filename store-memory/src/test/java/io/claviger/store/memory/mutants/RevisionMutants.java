package io.claviger.store.memory.mutants;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is told of revisions. */
final class RevisionMutants {
  private RevisionMutants() {}

  static List<Mutant> all() {
    return List.of(
        revisions("tells revisions of few", RevisionMutation::ofFew),
        revisions("tells a revision of what does not exist", RevisionMutation::ofAll),
        revisions("tells all revisions to who asks for none", RevisionMutation::allForNone),
        revisions("tells more revisions than it was asked for", RevisionMutation::alsoOfOthers),
        new Mutant("tells old revisions", OldRevisions::new));
  }

  private static Mutant revisions(String name, RevisionMutation mutation) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              private final Set<OrganizationId> all = ConcurrentHashMap.newKeySet();

              @Override
              public boolean commit(OrganizationChange change) {
                all.add(change.organization().id());
                return super.commit(change);
              }

              @Override
              public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
                return mutation.revisions(real, ids, all);
              }
            });
  }

  @FunctionalInterface
  private interface RevisionMutation {
    Map<OrganizationId, Revision> revisions(
        InMemoryApiKeyStore real, Set<OrganizationId> ids, Set<OrganizationId> all);

    static Map<OrganizationId, Revision> ofFew(
        InMemoryApiKeyStore real, Set<OrganizationId> ids, Set<OrganizationId> all) {
      Set<OrganizationId> few = new HashSet<>();
      ids.stream().limit(100).forEach(few::add);
      return real.revisions(few);
    }

    static Map<OrganizationId, Revision> ofAll(
        InMemoryApiKeyStore real, Set<OrganizationId> ids, Set<OrganizationId> all) {
      Map<OrganizationId, Revision> revisions = new HashMap<>();
      ids.forEach(id -> revisions.put(id, new Revision(1, 0)));
      revisions.putAll(real.revisions(ids));
      return revisions;
    }

    static Map<OrganizationId, Revision> allForNone(
        InMemoryApiKeyStore real, Set<OrganizationId> ids, Set<OrganizationId> all) {
      return real.revisions(ids.isEmpty() ? all : ids);
    }

    static Map<OrganizationId, Revision> alsoOfOthers(
        InMemoryApiKeyStore real, Set<OrganizationId> ids, Set<OrganizationId> all) {
      return real.revisions(all);
    }
  }

  private static final class OldRevisions extends BrokenStore {
    private final Map<OrganizationId, Revision> first = new ConcurrentHashMap<>();

    OldRevisions(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = super.commit(change);
      if (made) {
        first.putIfAbsent(change.organization().id(), change.organization().revision());
      }
      return made;
    }

    @Override
    public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
      Map<OrganizationId, Revision> revisions = new HashMap<>(super.revisions(ids));
      revisions.replaceAll((id, present) -> first.get(id));
      return revisions;
    }
  }
}

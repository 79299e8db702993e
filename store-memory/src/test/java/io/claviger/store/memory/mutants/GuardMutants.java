package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The condition of a change, and the revision that it makes. */
final class GuardMutants {
  private GuardMutants() {}

  static List<Mutant> all() {
    return List.of(
        guarding("ignores the guard", (present, expected) -> true),
        guarding("compares numbers only", (a, b) -> a.number() == b.number()),
        guarding("compares bits only", (a, b) -> a.random() == b.random()),
        guarding("takes smaller for unmoved", (a, b) -> a.number() <= b.number()),
        guarding("takes larger for unmoved", (a, b) -> a.number() >= b.number()),
        guarding(
            "compares 32 bits",
            (a, b) -> a.number() == b.number() && (int) a.random() == (int) b.random()),
        new Mutant("checks the guard before the write", ChecksThenActs::new),
        new Mutant("never moves the revision", NeverMoves::new),
        Mutant.rewriting("moves the number and keeps the bits", GuardMutants::keepBits),
        Mutant.rewriting(
            "loses the sign of the bits",
            Rewrites.organization(o -> moved(o, o.revision().random() & Long.MAX_VALUE))),
        Mutant.rewriting("keeps the number and moves the bits", GuardMutants::keepNumber),
        new Mutant("creates what it shall change", CreatesUnknown::new),
        new Mutant("creates no organization without keys", NeedsKeys::new),
        new Mutant("creates twice", CreatesTwice::new),
        lookingFirst("looks for the keys of an update first", GuardMutants::updated),
        lookingFirst("looks for the keys of a deletion first", KeyChanges::deleted),
        lookingFirst("looks for the keys of a rotation first", k -> k.secrets().keySet()));
  }

  /** Decides by another comparison of the stored revision and the expected one. */
  private static Mutant guarding(String name, BiPredicate<Revision, Revision> unmoved) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Optional<Revision> present = present(change);
                boolean goesOn =
                    present.isPresent()
                        && change.expected().isPresent()
                        && unmoved.test(present.get(), change.expected().get());
                return goesOn ? commitUnguarded(change) : super.commit(change);
              }
            });
  }

  private static Set<ApiKeyId> updated(KeyChanges keys) {
    return keys.updated().stream().map(ApiKey::id).collect(Collectors.toSet());
  }

  /** Takes a lost race for a fault, where one of these keys is gone. */
  private static Mutant lookingFirst(String name, Function<KeyChanges, Set<ApiKeyId>> named) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                Set<ApiKeyId> ids = named.apply(change.keys());
                OrganizationId id = change.organization().id();
                int there = real.read(id, ids).map(facts -> facts.keys().size()).orElse(0);
                if (there < ids.size()) {
                  throw new StoreException(StoreException.Kind.FAULT, "a key is missing", null);
                }
                return super.commit(change);
              }
            });
  }

  private static Organization moved(Organization organization, long bits) {
    return organization.at(new Revision(organization.revision().number(), bits));
  }

  private static OrganizationChange keepBits(OrganizationChange change) {
    return change
        .expected()
        .map(old -> Rewrites.organization(o -> moved(o, old.random())).apply(change))
        .orElse(change);
  }

  private static OrganizationChange keepNumber(OrganizationChange change) {
    return change
        .expected()
        .filter(old -> old.random() != change.organization().revision().random())
        .map(
            old ->
                Rewrites.organization(o -> o.at(new Revision(old.number(), o.revision().random())))
                    .apply(change))
        .orElse(change);
  }

  private static final class ChecksThenActs extends BrokenStore {
    private final Meeting meeting = new Meeting();

    ChecksThenActs(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      if (change.expected().isEmpty() || !present(change).equals(change.expected())) {
        return super.commit(change);
      }
      meeting.await();
      return commitUnguarded(change);
    }
  }

  /** Tells for ever the revision at which an organization was created, and expects it. */
  private static final class NeverMoves extends BrokenStore {
    private final Map<OrganizationId, Revision> first = new ConcurrentHashMap<>();

    NeverMoves(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      if (change.expected().isEmpty()) {
        first.putIfAbsent(change.organization().id(), change.organization().revision());
        return super.commit(change);
      }
      boolean unmoved = change.expected().get().equals(first.get(change.organization().id()));
      return unmoved && commitUnguarded(change);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId id, Set<ApiKeyId> keys) {
      return super.read(id, keys)
          .map(
              facts ->
                  new OrganizationSnapshot(facts.organization().at(first.get(id)), facts.keys()));
    }
  }

  private static final class CreatesUnknown extends BrokenStore {
    CreatesUnknown(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean unknown = organization(change).isEmpty();
      boolean creates =
          unknown && change.keys().deleted().isEmpty() && !change.deletesOrganization();
      return super.commit(creates ? Rewrites.expecting(change, Optional.empty()) : change);
    }
  }

  private static final class NeedsKeys extends BrokenStore {
    NeedsKeys(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean bare = change.expected().isEmpty() && change.keys().created().isEmpty();
      return !bare && super.commit(change);
    }
  }

  private static final class CreatesTwice extends BrokenStore {
    CreatesTwice(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean again = change.expected().isEmpty() && organization(change).isPresent();
      return again ? commitUnguarded(change) : super.commit(change);
    }
  }
}

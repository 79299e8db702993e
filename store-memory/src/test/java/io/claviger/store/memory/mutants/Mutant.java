package io.claviger.store.memory.mutants;

import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A store that breaks one promise.
 *
 * @param name what it does wrong
 */
record Mutant(String name, Function<InMemoryApiKeyStore, BrokenStore> breaking) {
  /** The one that breaks none, to compare with. */
  static final Mutant NONE = new Mutant("breaks nothing", Unbroken::new);

  /** It does neither. */
  static final Mutant COUNTING = new Mutant("breaks nothing and counts", CountingStore::new);

  /** Both of its nodes. */
  private static final class Unbroken extends BrokenStore {
    Unbroken(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    BrokenStore otherNode() {
      return new Unbroken(real);
    }
  }

  /** Makes another change than it is told to. */
  static Mutant rewriting(String name, UnaryOperator<OrganizationChange> rewrite) {
    return new Mutant(
        name,
        real ->
            new BrokenStore(real) {
              @Override
              public boolean commit(OrganizationChange change) {
                return super.commit(rewrite.apply(change));
              }
            });
  }

  static List<Mutant> all() {
    return Stream.of(
            GuardMutants.all(),
            WriteMutants.all(),
            KeyMutants.all(),
            SecretMutants.all(),
            DeletionMutants.all(),
            LookupMutants.all(),
            LookupPartMutants.all(),
            RevisionMutants.all(),
            FactsMutants.all(),
            PageMutants.all(),
            FilterMutants.all(),
            CountedUseMutants.all(),
            PieceMutants.all(),
            EventMutants.all(),
            EventPageMutants.all(),
            UsageMutants.all(),
            UsageLifeMutants.all(),
            VerifierMutants.all(),
            VerifierChangeMutants.all(),
            ValueMutants.all(),
            NamedValueMutants.all(),
            ThreadMutants.all(),
            NodeMutants.all(),
            NodeSideMutants.all())
        .flatMap(List::stream)
        .toList();
  }

  static Mutant named(String name) {
    return Stream.concat(Stream.of(NONE, COUNTING), all().stream())
        .filter(mutant -> mutant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}

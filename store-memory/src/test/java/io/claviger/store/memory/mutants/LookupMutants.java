package io.claviger.store.memory.mutants;

import io.claviger.model.PublicKey;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The look-up by public key. */
final class LookupMutants {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private LookupMutants() {}

  static List<Mutant> all() {
    return List.of(
        hiding("hides disabled keys", found -> !found.isEnabled()),
        hiding("hides expired keys", found -> found.settings().validity().isExpired(LONG_AGO)),
        hiding(
            "hides keys whose secrets are expired",
            found ->
                found.secrets().stream()
                    .noneMatch(secret -> secret.expiresAt().map(LONG_AGO::isBefore).orElse(true))),
        new Mutant("looks up deleted keys", FindsDeleted::new),
        new Mutant("remembers that nothing was found", RemembersAbsence::new),
        new Mutant("remembers look-ups until it changes something", RemembersLookups::new),
        looking("finds by the beginning", LookupMutants::findByBeginning),
        new Mutant("finds some key for every public key", FindsAny::new),
        looking("never finds", (store, publicKey) -> Optional.empty()));
  }

  private static Mutant hiding(String name, Predicate<KeyLookup> hidden) {
    return looking(
        name, (store, publicKey) -> store.findByPublicKey(publicKey).filter(hidden.negate()));
  }

  private static Mutant looking(
      String name, BiFunction<InMemoryApiKeyStore, PublicKey, Optional<KeyLookup>> lookup) {
    return new Mutant(
        name,
        store ->
            new BrokenStore(store) {
              @Override
              public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
                return lookup.apply(store, publicKey);
              }
            });
  }

  private static Optional<KeyLookup> findByBeginning(
      InMemoryApiKeyStore store, PublicKey publicKey) {
    String text = publicKey.value();
    return store
        .findByPublicKey(publicKey)
        .or(() -> store.findByPublicKey(new PublicKey(text.substring(0, text.length() - 1))));
  }

  private static final class FindsDeleted extends BrokenStore {
    private final Map<PublicKey, KeyLookup> seen = new ConcurrentHashMap<>();

    FindsDeleted(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      keys(change.organization().id())
          .forEach(
              key -> seen.put(key.key().publicKey(), KeyLookup.of(change.organization(), key)));
      return super.commit(change);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return super.findByPublicKey(publicKey).or(() -> Optional.ofNullable(seen.get(publicKey)));
    }
  }

  /** What another node changes, it does not see. */
  private static final class RemembersLookups extends BrokenStore implements VerifierStore {
    private final Map<PublicKey, Optional<KeyLookup>> known = new ConcurrentHashMap<>();

    RemembersLookups(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    BrokenStore otherNode() {
      return new RemembersLookups(real);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return known.computeIfAbsent(publicKey, super::findByPublicKey);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      try {
        return super.commit(change);
      } finally {
        known.clear();
      }
    }

    @Override
    public Optional<VerifierStore> verifierStore() {
      return Optional.of(this);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      try {
        return real.exchange(exchange);
      } finally {
        known.clear();
      }
    }
  }

  private static final class FindsAny extends BrokenStore {
    private final Set<PublicKey> known = ConcurrentHashMap.newKeySet();

    FindsAny(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      change.keys().created().forEach(key -> known.add(key.key().publicKey()));
      return super.commit(change);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      boolean asked = known.contains(publicKey);
      return asked || known.isEmpty()
          ? super.findByPublicKey(publicKey)
          : super.findByPublicKey(known.iterator().next());
    }
  }

  private static final class RemembersAbsence extends BrokenStore {
    private final Set<PublicKey> absent = ConcurrentHashMap.newKeySet();

    RemembersAbsence(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      Optional<KeyLookup> found = super.findByPublicKey(publicKey);
      if (found.isEmpty()) {
        absent.add(publicKey);
      }
      return found.filter(lookup -> !absent.contains(publicKey));
    }
  }
}

package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Usage;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Stream;

/** What exchanges of verifiers have to do with changes, reads and counts, and with one another. */
final class VerifierChangeMutants {
  private VerifierChangeMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("an exchange moves the revision", MovesRevision::new),
        new Mutant("an exchange makes the next change fail", HoldsUpChanges::new),
        new Mutant(
            "an update brings old verifiers back",
            real -> new BringsBack(real, changes -> changes.updated().stream().map(ApiKey::id))),
        new Mutant(
            "a rotation brings old verifiers back",
            real -> new BringsBack(real, changes -> changes.secrets().keySet().stream())),
        new Mutant("looks up verifiers as of the revision", RemembersRevision::new),
        new Mutant("checks verifiers, then exchanges", ChecksThenActs::new),
        new Mutant("an exchange writes back the counts it read", WritesBackCounts::new),
        new Mutant("a change loses against an exchange", LosesAgainst::new));
  }

  private static final class MovesRevision extends ExchangingStore {
    MovesRevision(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      boolean made = super.exchange(exchange);
      if (made) {
        touch(exchange.organization());
      }
      return made;
    }
  }

  private static final class HoldsUpChanges extends ExchangingStore {
    private final Set<OrganizationId> exchanged = ConcurrentHashMap.newKeySet();

    HoldsUpChanges(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      boolean made = super.exchange(exchange);
      if (made) {
        exchanged.add(exchange.organization());
      }
      return made;
    }

    @Override
    public boolean commit(OrganizationChange change) {
      return !exchanged.remove(change.organization().id()) && super.commit(change);
    }
  }

  /** Writes the verifiers of these keys too, as they were at first. */
  private static final class BringsBack extends ExchangingStore {
    private final Function<KeyChanges, Stream<ApiKeyId>> touched;
    private final Map<ApiKeyId, List<StoredSecret>> first = new ConcurrentHashMap<>();

    BringsBack(InMemoryApiKeyStore real, Function<KeyChanges, Stream<ApiKeyId>> touched) {
      super(real);
      this.touched = touched;
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = super.commit(change);
      if (made) {
        touched.apply(change.keys()).forEach(id -> bringBack(change.organization().id(), id));
        change.keys().created().forEach(key -> first.put(key.key().id(), key.secrets()));
      }
      return made;
    }

    private void bringBack(OrganizationId organization, ApiKeyId key) {
      for (StoredSecret secret : first.getOrDefault(key, List.of())) {
        VerifierExchange back =
            new VerifierExchange(
                organization, key, secret.info().id(), List.of(), secret.verifiers());
        boolean unused = exchange(expectingPresent(back));
      }
    }
  }

  private static final class RemembersRevision extends ExchangingStore {
    private final Map<PublicKey, KeyLookup> seen = new ConcurrentHashMap<>();

    RemembersRevision(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      keys(exchange.organization()).stream()
          .map(StoredApiKey::key)
          .forEach(key -> findByPublicKey(key.publicKey()));
      return super.exchange(exchange);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      Optional<KeyLookup> now = super.findByPublicKey(publicKey);
      return now.map(
          found ->
              seen.merge(
                  publicKey,
                  found,
                  (old, fresh) -> old.organization().equals(fresh.organization()) ? old : fresh));
    }
  }

  private static final class ChecksThenActs extends ExchangingStore {
    private final Meeting meeting = new Meeting();

    ChecksThenActs(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      if (!present(exchange).equals(Optional.of(exchange.expected()))) {
        return false;
      }
      meeting.await();
      while (!super.exchange(expectingPresent(exchange))) {
        // Somebody else has come first again.
      }
      return true;
    }
  }

  /** Writes the whole key, its counts too. */
  private static final class WritesBackCounts extends CountingStore implements VerifierStore {
    private final Meeting meeting = new Meeting();

    WritesBackCounts(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<VerifierStore> verifierStore() {
      return Optional.of(this);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      Map<Row, Usage> read = Map.copyOf(rows);
      meeting.await();
      boolean made = real.exchange(exchange);
      if (made) {
        read.forEach((row, usage) -> rows.computeIfPresent(row, (same, now) -> usage));
      }
      return made;
    }
  }

  private static final class LosesAgainst extends ExchangingStore {
    private final ReentrantReadWriteLock busy = new ReentrantReadWriteLock();
    private final Meeting meeting = new Meeting();

    LosesAgainst(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean exchange(VerifierExchange exchange) {
      busy.writeLock().lock();
      try {
        meeting.await();
        return super.exchange(exchange);
      } finally {
        busy.writeLock().unlock();
      }
    }

    @Override
    public boolean commit(OrganizationChange change) {
      if (!busy.readLock().tryLock()) {
        return false;
      }
      try {
        return super.commit(change);
      } finally {
        busy.readLock().unlock();
      }
    }
  }
}

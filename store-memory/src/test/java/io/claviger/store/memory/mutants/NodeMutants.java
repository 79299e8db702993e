package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyIdentity;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventId;
import io.claviger.model.PublicKey;
import io.claviger.spi.EventQuery;
import io.claviger.spi.OrganizationChange;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** What goes wrong with changes where there is more than one process. */
final class NodeMutants {
  private NodeMutants() {}

  static List<Mutant> all() {
    return List.of(
        oneByOne("checks the guard under a lock of its process", NodeMutants::changed),
        oneByOne("looks for an organization under a lock of its process", NodeMutants::created),
        oneByOne("looks for a public key under a lock of its process", NodeMutants::named),
        new Mutant("numbers events in blocks of a process", NumbersInBlocks::new));
  }

  private static Mutant oneByOne(String name, BiPredicate<OneByOne, OrganizationChange> commit) {
    return new Mutant(name, real -> new OneByOne(real, new Meeting(), commit));
  }

  private static boolean changed(OneByOne store, OrganizationChange change) {
    if (change.expected().isEmpty() || !store.present(change).equals(change.expected())) {
      return store.real.commit(change);
    }
    store.meeting.await();
    return store.commitUnguarded(change);
  }

  private static boolean created(OneByOne store, OrganizationChange change) {
    if (change.expected().isPresent() || store.present(change).isPresent()) {
      return store.real.commit(change);
    }
    store.meeting.await();
    return store.real.commit(change) || store.commitUnguarded(change);
  }

  private static boolean named(OneByOne store, OrganizationChange change) {
    if (store.isTaken(change)) {
      return store.real.commit(change);
    }
    store.meeting.await();
    return store.real.commit(change)
        || (store.isTaken(change)
            && store.real.commit(Rewrites.identity(NodeMutants::renamed).apply(change)));
  }

  /** Where two cannot have one public key, as if they had. */
  private static ApiKeyIdentity renamed(ApiKeyIdentity identity) {
    PublicKey other = new PublicKey("z" + identity.publicKey().value().substring(1));
    return new ApiKeyIdentity(identity.id(), identity.organization(), other, identity.created());
  }

  /** Looks, then writes; its lock keeps nobody out who runs in another process. */
  private static final class OneByOne extends BrokenStore {
    final Meeting meeting;
    private final BiPredicate<OneByOne, OrganizationChange> commit;

    OneByOne(
        InMemoryApiKeyStore real,
        Meeting meeting,
        BiPredicate<OneByOne, OrganizationChange> commit) {
      super(real);
      this.meeting = meeting;
      this.commit = commit;
    }

    @Override
    BrokenStore otherNode() {
      return new OneByOne(real, meeting, commit);
    }

    @Override
    public synchronized boolean commit(OrganizationChange change) {
      return commit.test(this, change);
    }

    private boolean isTaken(OrganizationChange change) {
      return change.keys().created().stream()
          .anyMatch(key -> real.findByPublicKey(key.key().publicKey()).isPresent());
    }
  }

  /** As a sequence does of which each connection takes many numbers at once. */
  private static final class NumbersInBlocks extends BrokenStore {
    private static final int BLOCK = 1_000_000;

    private final Map<EventId, Integer> numbers;
    private final AtomicInteger next;

    NumbersInBlocks(InMemoryApiKeyStore real) {
      this(real, new ConcurrentHashMap<>(), 0);
    }

    private NumbersInBlocks(InMemoryApiKeyStore real, Map<EventId, Integer> numbers, int first) {
      super(real);
      this.numbers = numbers;
      this.next = new AtomicInteger(first);
    }

    @Override
    BrokenStore otherNode() {
      return new NumbersInBlocks(real, numbers, BLOCK);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      change.events().forEach(event -> numbers.put(event.id(), next.incrementAndGet()));
      return super.commit(change);
    }

    @Override
    public List<AuditEvent> events(EventQuery query) {
      if (query.before().isPresent()) {
        return super.events(query);
      }
      Comparator<AuditEvent> order =
          Comparator.comparing(event -> numbers.getOrDefault(event.id(), 0));
      return real.newestEvents(query.organization(), Integer.MAX_VALUE).stream()
          .sorted(order.reversed())
          .limit(query.limit())
          .toList();
    }
  }
}

package io.claviger.store.tck.broken;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Changes that are made though they may not be, or not made as a whole. */
final class BrokenCommits {
  private static final String WHOLE = "commit: makes all of the change or nothing";
  private static final int PIECE = 100;

  private BrokenCommits() {}

  static List<BrokenStore> all() {
    List<BrokenStore> all = new ArrayList<>();
    all.addAll(guards());
    all.addAll(partialChanges());
    all.addAll(threads());
    return all;
  }

  private static List<BrokenStore> guards() {
    String guard = "commit: false if the organization is not at the expected revision";
    String rivals = "commit: of rivals at one revision at most one is made";
    return List.of(
        comparing("compares numbers only", guard, (a, b) -> a.number() == b.number()),
        new BrokenStore("checks the revision, then writes", rivals, BrokenCommits::checkThenWrite),
        new BrokenStore(
            "checks the revision under a lock of its process",
            rivals,
            store -> {
              checkThenWrite(store);
              Predicate<OrganizationChange> unlocked = store.commit;
              ReentrantLock lock = new ReentrantLock();
              store.commit = change -> locked(lock, () -> unlocked.test(change));
            }),
        BrokenStore.committing(
            "creates an organization twice",
            "commit: false if the organization was created before",
            (store, change) -> {
              boolean again = change.expected().isEmpty() && store.organization(change).isPresent();
              return again ? store.commitUnguarded(change) : store.real.commit(change);
            }),
        BrokenStore.committing(
            "looks for missing keys before it compares revisions",
            "commit: looks at the revision first",
            (store, change) -> {
              requireKeys(store, change);
              return store.real.commit(change);
            }));
  }

  private static BrokenStore comparing(
      String name, String sentence, BiPredicate<Revision, Revision> unmoved) {
    return BrokenStore.committing(
        name,
        sentence,
        (store, change) -> {
          Optional<Revision> present = store.organization(change).map(Organization::revision);
          boolean made =
              present.isPresent()
                  && change.expected().isPresent()
                  && unmoved.test(present.get(), change.expected().get());
          return made ? store.commitUnguarded(change) : store.real.commit(change);
        });
  }

  private static void checkThenWrite(AlterableStore store) {
    store.commit =
        change -> {
          if (!store.isExpected(change)) {
            return store.real.commit(change);
          }
          store.meeting.await();
          return store.commitUnguarded(change);
        };
  }

  private static <T> T locked(ReentrantLock lock, Supplier<T> call) {
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }

  private static void requireKeys(AlterableStore store, OrganizationChange change) {
    Set<ApiKeyId> named = new HashSet<>(change.keys().deleted());
    named.addAll(change.keys().secrets().keySet());
    change.keys().updated().forEach(key -> named.add(key.id()));
    if (!existing(store, change).containsAll(named)) {
      throw new StoreException(StoreException.Kind.FAULT, "a key is missing", null);
    }
  }

  private static List<BrokenStore> partialChanges() {
    return List.of(
        new BrokenStore("returns the events of a refused change", WHOLE, BrokenCommits::logRefused),
        BrokenStore.committing(
            "leaves out a key whose public key is taken",
            WHOLE,
            (store, change) -> store.real.commit(withoutTaken(store, change))),
        new BrokenStore("makes a change in pieces", WHOLE, BrokenCommits::commitInPieces),
        BrokenStore.committing(
            "leaves out the parts of a change that name missing keys",
            "commit: throws if the change names a key that is missing",
            (store, change) ->
                store.real.commit(
                    Rewrites.with(change, known(change.keys(), existing(store, change))))));
  }

  private static void logRefused(AlterableStore store) {
    Map<OrganizationId, List<AuditEvent>> refused = new ConcurrentHashMap<>();
    store.commit =
        change -> {
          boolean made = store.real.commit(change);
          if (!made) {
            refused.put(change.organization().id(), change.events());
          }
          return made;
        };
    store.events =
        query -> {
          List<AuditEvent> events =
              new ArrayList<>(refused.getOrDefault(query.organization(), List.of()));
          events.addAll(store.real.events(query));
          return events.stream().limit(query.limit()).toList();
        };
  }

  private static OrganizationChange withoutTaken(AlterableStore store, OrganizationChange change) {
    KeyChanges keys = change.keys();
    List<StoredApiKey> free =
        keys.created().stream()
            .filter(key -> store.real.findByPublicKey(key.key().publicKey()).isEmpty())
            .toList();
    return Rewrites.with(
        change, new KeyChanges(free, keys.updated(), keys.secrets(), keys.deleted()));
  }

  /** Makes the first piece of a refused change. */
  private static void commitInPieces(AlterableStore store) {
    store.commit =
        change -> {
          boolean made = false;
          try {
            made = store.real.commit(change);
            return made;
          } finally {
            KeyChanges keys = change.keys();
            if (!made && keys.created().size() + keys.updated().size() > PIECE) {
              store.real.commit(
                  Rewrites.with(
                      change,
                      new KeyChanges(
                          keys.created().stream().limit(PIECE).toList(),
                          keys.updated().stream().limit(PIECE).toList(),
                          keys.secrets(),
                          keys.deleted())));
            }
          }
        };
  }

  private static Set<ApiKeyId> existing(AlterableStore store, OrganizationChange change) {
    return store.keys(change.organization().id()).stream()
        .map(key -> key.key().id())
        .collect(Collectors.toSet());
  }

  private static KeyChanges known(KeyChanges keys, Set<ApiKeyId> existing) {
    List<ApiKey> updated =
        keys.updated().stream().filter(key -> existing.contains(key.id())).toList();
    Map<ApiKeyId, List<StoredSecret>> secrets = new HashMap<>(keys.secrets());
    secrets.keySet().retainAll(existing);
    Set<ApiKeyId> deleted = new HashSet<>(keys.deleted());
    deleted.retainAll(existing);
    return new KeyChanges(keys.created(), updated, secrets, deleted);
  }

  private static List<BrokenStore> threads() {
    String interrupts = "store: an interrupted thread harms no other, and keeps its interrupt flag";
    return List.of(
        new BrokenStore(
            "holds one lock for all organizations",
            "store: different organizations never wait for each other",
            store -> {
              ReentrantLock lock = new ReentrantLock();
              store.commit = change -> locked(lock, () -> store.real.commit(change));
              store.read = (id, keys) -> locked(lock, () -> store.real.read(id, keys));
            }),
        new BrokenStore(
            "refuses a change while another organization is read",
            "commit: where no process stands still, one of the rivals is made",
            store -> {
              ReentrantLock lock = new ReentrantLock();
              store.commit =
                  change -> lock.tryLock() && unlockAfter(lock, () -> store.real.commit(change));
              store.read = (id, keys) -> locked(lock, () -> store.real.read(id, keys));
            }),
        BrokenStore.committing(
            "clears the interrupt flag of a writer",
            interrupts,
            (store, change) -> {
              boolean made = store.real.commit(change);
              boolean unused = Thread.interrupted();
              return made;
            }),
        new BrokenStore(
            "is closed by an interrupted thread",
            interrupts,
            store -> {
              AtomicBoolean closed = new AtomicBoolean();
              store.commit =
                  change -> {
                    if (Thread.currentThread().isInterrupted()) {
                      closed.set(true);
                    }
                    if (closed.get()) {
                      throw new StoreException(StoreException.Kind.FAULT, "closed", null);
                    }
                    return store.real.commit(change);
                  };
            }));
  }

  private static boolean unlockAfter(ReentrantLock lock, BooleanSupplier call) {
    try {
      return call.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }
}

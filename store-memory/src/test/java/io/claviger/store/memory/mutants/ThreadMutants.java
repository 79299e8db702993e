package io.claviger.store.memory.mutants;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** What goes wrong where there is more than one thread. */
final class ThreadMutants {
  private ThreadMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant("lets one lock hold up all organizations", OneLock::new),
        new Mutant("refuses a change while a neighbour is busy", RefusesWhileBusy::new),
        new Mutant("swallows the interrupt flag of a writer", SwallowsOnWrite::new),
        new Mutant("swallows the interrupt flag of a reader", SwallowsOnRead::new),
        new Mutant("is closed for all by an interrupted thread", ClosedByInterrupt::new),
        new Mutant("writes and then gives an interrupted thread an error", FailsAfterwards::new),
        new Mutant("remembers lookups for each thread", RemembersLookups::new));
  }

  private static final class OneLock extends BrokenStore {
    private final ReentrantLock lock = new ReentrantLock();

    OneLock(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      lock.lock();
      try {
        return super.commit(change);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      lock.lock();
      try {
        return super.read(organization, ids);
      } finally {
        lock.unlock();
      }
    }
  }

  private static final class RefusesWhileBusy extends BrokenStore {
    private final ReentrantLock busy = new ReentrantLock();

    RefusesWhileBusy(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      if (!busy.tryLock()) {
        return false;
      }
      try {
        return super.commit(change);
      } finally {
        busy.unlock();
      }
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      busy.lock();
      try {
        return super.read(organization, ids);
      } finally {
        busy.unlock();
      }
    }
  }

  private static final class SwallowsOnWrite extends BrokenStore {
    SwallowsOnWrite(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean swallowed = Thread.interrupted();
      return super.commit(change) || swallowed;
    }
  }

  private static final class SwallowsOnRead extends BrokenStore {
    SwallowsOnRead(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> ids) {
      return Thread.interrupted() ? read(organization, ids) : super.read(organization, ids);
    }
  }

  /** As a file whose channel the interrupt closes. */
  private static final class ClosedByInterrupt extends BrokenStore {
    private volatile boolean closed;

    ClosedByInterrupt(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      closed |= Thread.currentThread().isInterrupted();
      if (closed) {
        throw new StoreException(StoreException.Kind.FAULT, "closed", null);
      }
      return super.commit(change);
    }
  }

  private static final class FailsAfterwards extends BrokenStore {
    FailsAfterwards(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = super.commit(change);
      if (Thread.currentThread().isInterrupted()) {
        throw new StoreException(StoreException.Kind.UNREACHABLE, "interrupted", null);
      }
      return made;
    }
  }

  private static final class RemembersLookups extends BrokenStore {
    private final ThreadLocal<Map<PublicKey, Optional<KeyLookup>>> seen =
        ThreadLocal.withInitial(HashMap::new);

    RemembersLookups(InMemoryApiKeyStore real) {
      super(real);
    }

    @Override
    public boolean commit(OrganizationChange change) {
      seen.get().clear();
      return super.commit(change);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      return seen.get().computeIfAbsent(publicKey, super::findByPublicKey);
    }
  }
}

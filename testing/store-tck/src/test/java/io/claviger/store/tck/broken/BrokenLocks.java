package io.claviger.store.tck.broken;

import io.claviger.model.StoreException;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Work that is done with the lock in a way that breaks other rules. */
final class BrokenLocks {
  private BrokenLocks() {}

  static List<BrokenStore> all() {
    return List.of(
        withLock(
            "repeats locked work",
            "withLock: calls the work exactly once",
            (store, work) -> {
              Object ignored =
                  work.apply(
                      new ForwardingApiKeyStore(store) {
                        @Override
                        protected boolean commit(ChangeStore to, OrganizationChange change) {
                          return true;
                        }
                      });
              return work.apply(store);
            }),
        withLock(
            "wraps what locked work throws",
            "withLock: an exception of the work is thrown as it is",
            (store, work) -> {
              try {
                return work.apply(store);
              } catch (IllegalStateException e) {
                throw new StoreException(StoreException.Kind.FAULT, "the work failed", e);
              }
            }),
        withLock(
            "commits when locked work is over",
            "withLock: once commit has returned true, the change is committed",
            (store, work) -> {
              List<OrganizationChange> later = new ArrayList<>();
              Object result =
                  work.apply(
                      new ForwardingApiKeyStore(store) {
                        @Override
                        protected boolean commit(ChangeStore to, OrganizationChange change) {
                          return store.isExpected(change)
                              ? later.add(change)
                              : super.commit(to, change);
                        }
                      });
              later.forEach(store.real::commit);
              return result;
            }),
        withLock(
            "compares no revision in locked work",
            "withLock: the store of the work keeps every rule",
            (store, work) ->
                work.apply(
                    new ForwardingApiKeyStore(store) {
                      @Override
                      protected boolean commit(ChangeStore to, OrganizationChange change) {
                        return store.commitUnguarded(change) || super.commit(to, change);
                      }
                    })),
        new BrokenStore(
            "excludes other organizations too",
            "withLock: changes of other organizations do not wait",
            store -> {
              ReentrantLock lock = new ReentrantLock();
              store.locked =
                  work -> {
                    lock.lock();
                    try {
                      return work.apply(store);
                    } finally {
                      lock.unlock();
                    }
                  };
            }));
  }

  /** Runs work of any result. */
  private interface Work {
    Object run(AlterableStore store, Function<ChangeStore, ?> work);
  }

  private static BrokenStore withLock(String name, String sentence, Work locked) {
    return new BrokenStore(name, sentence, store -> store.locked = work -> locked.run(store, work));
  }
}

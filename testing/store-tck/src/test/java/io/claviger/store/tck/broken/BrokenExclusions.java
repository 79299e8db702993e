package io.claviger.store.tck.broken;

import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.OrganizationChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Work that is done exclusively in a way that breaks other rules. */
final class BrokenExclusions {
  private BrokenExclusions() {}

  static List<BrokenStore> all() {
    return List.of(
        excluding(
            "repeats exclusive work",
            "exclusively: calls the work exactly once",
            (store, work) -> {
              Object ignored =
                  work.apply(
                      new ForwardingApiKeyStore(store) {
                        @Override
                        public boolean commit(OrganizationChange change) {
                          return true;
                        }
                      });
              return work.apply(store);
            }),
        excluding(
            "wraps what exclusive work throws",
            "exclusively: an exception of the work is thrown as it is",
            (store, work) -> {
              try {
                return work.apply(store);
              } catch (IllegalStateException e) {
                throw new StoreException(StoreException.Kind.FAULT, "the work failed", e);
              }
            }),
        excluding(
            "commits when exclusive work is over",
            "exclusively: once commit has returned true, the change is committed",
            (store, work) -> {
              List<OrganizationChange> later = new ArrayList<>();
              Object result =
                  work.apply(
                      new ForwardingApiKeyStore(store) {
                        @Override
                        public boolean commit(OrganizationChange change) {
                          return store.isExpected(change)
                              ? later.add(change)
                              : super.commit(change);
                        }
                      });
              later.forEach(store.real::commit);
              return result;
            }),
        excluding(
            "compares no revision in exclusive work",
            "exclusively: the store of the work keeps every rule",
            (store, work) ->
                work.apply(
                    new ForwardingApiKeyStore(store) {
                      @Override
                      public boolean commit(OrganizationChange change) {
                        return store.commitUnguarded(change) || super.commit(change);
                      }
                    })),
        new BrokenStore(
            "excludes other organizations too",
            "exclusively: changes of other organizations do not wait",
            store -> {
              ReentrantLock lock = new ReentrantLock();
              store.exclusive =
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
  private interface Exclusion {
    Object run(AlterableStore store, Function<ApiKeyStore, ?> work);
  }

  private static BrokenStore excluding(String name, String sentence, Exclusion exclusion) {
    return new BrokenStore(
        name, sentence, store -> store.exclusive = work -> exclusion.run(store, work));
  }
}

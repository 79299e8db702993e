package io.claviger.store.cache;

import io.claviger.model.StoreException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sees that what many want at the same time is read once. Nothing of it happens inside the cache,
 * where a slow read would hold up others. Thread-safe.
 *
 * @param <K> what is read
 * @param <V> what is found there
 */
final class InFlightLoads<K, V> {
  /**
   * One who waits for a load.
   *
   * @param marks how many were on it when this one joined it
   * @param own whether this one started it
   */
  record Waiter<V>(InFlightLoad<V> load, int marks, boolean own) {
    /** Whether that was changed before this one joined. */
    boolean joinedAfterChangeOf(Record subject) {
      return load.isMarked(subject, marks);
    }
  }

  private final ConcurrentMap<K, InFlightLoad<V>> inFlight = new ConcurrentHashMap<>();
  private final Clocks clocks;
  private final Executor executor;
  private final long patience;

  /**
   * Reads run on that executor.
   *
   * @param patience after this much time a load is given up and another one started
   */
  InFlightLoads(Clocks clocks, Executor executor, Duration patience) {
    this.clocks = clocks;
    this.executor = executor;
    this.patience = patience.toNanos();
  }

  /** Whether a load of it is in flight that does not take too long. */
  boolean isUnderWay(K key) {
    InFlightLoad<V> load = inFlight.get(key);
    return load != null && isInTime(load);
  }

  /**
   * These were changed: all are marked that are in flight. One that takes too long is given up
   * instead, or it would gather marks for as long as it hangs.
   */
  void mark(Set<? extends Record> changed) {
    inFlight.forEach(
        (key, load) -> {
          if (isInTime(load)) {
            load.mark(changed);
          } else {
            giveUp(key, load);
          }
        });
  }

  /** Gives up all that take too long. */
  void giveUpStuck() {
    mark(Set.of());
  }

  private void giveUp(K key, InFlightLoad<V> load) {
    load.abandon();
    inFlight.remove(key, load);
  }

  private boolean isInTime(InFlightLoad<V> load) {
    return load.begun().ageAt(clocks.now()) < patience;
  }

  /**
   * Joins the load of that key, or starts one.
   *
   * @param atEnd done when the load that this starts has completed or is given up, or at once where
   *     it starts none; not done where this throws. It is arranged before the read begins, which
   *     may hang on this very thread
   * @param work begins to read when the load is known to everybody, and returns or throws
   */
  Waiter<V> join(K key, Runnable atEnd, Function<InFlightLoad<V>, V> work) {
    InFlightLoad<V> mine = new InFlightLoad<>(clocks.now());
    InFlightLoad<V> other = inFlight.putIfAbsent(key, mine);
    while (other != null) {
      if (isInTime(other)) {
        atEnd.run();
        return new Waiter<>(other, other.marks(), false);
      }
      giveUp(key, other);
      other = inFlight.putIfAbsent(key, mine);
    }
    var unused = mine.end().thenRun(atEnd);
    start(key, mine, work);
    return new Waiter<>(mine, 0, true);
  }

  private void start(K key, InFlightLoad<V> load, Function<InFlightLoad<V>, V> work) {
    try {
      executor.execute(() -> run(key, load, work));
    } catch (RejectedExecutionException e) {
      fail(key, load, unreachable("the executor refused a read", e));
    } catch (Throwable e) {
      fail(key, load, e);
    }
  }

  private void run(K key, InFlightLoad<V> load, Function<InFlightLoad<V>, V> work) {
    if (load.isAbandoned()) {
      // It was given up while it waited for a thread: nobody waits for it, and there may be many.
      return;
    }
    try {
      V found = work.apply(load);
      inFlight.remove(key, load);
      load.result().complete(found);
    } catch (Throwable e) {
      fail(key, load, e);
    }
  }

  private void fail(K key, InFlightLoad<V> load, Throwable cause) {
    // An executor may have taken the work and thrown all the same: nobody marks it any more.
    load.disown();
    inFlight.remove(key, load);
    load.fail(cause);
  }

  /**
   * What the load finds.
   *
   * @return null where there is nothing to be had from it, and another one is to be taken: as soon
   *     as it is given up
   * @throws StoreException if it does not come within so many nanoseconds, or the store failed
   */
  @Nullable V await(Waiter<V> waiter, long nanos) {
    InFlightLoad<V> load = waiter.load();
    try {
      Void unused = load.end().get(nanos, TimeUnit.NANOSECONDS);
      return load.result().isDone() ? load.result().get() : null;
    } catch (TimeoutException e) {
      throw unreachable("the store did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted while waiting for the store", e);
    } catch (CancellationException e) {
      // The store's own: nobody cancels a load.
      throw failure(e);
    } catch (ExecutionException e) {
      if (!waiter.own() && load.hasFailedAlone()) {
        return null;
      }
      throw failure(e.getCause());
    }
  }

  private static StoreException failure(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof StoreException said
        ? said
        : new StoreException(
            StoreException.Kind.FAULT, "the store failed with something else than it may", cause);
  }

  private static StoreException unreachable(String what, Exception cause) {
    return new StoreException(StoreException.Kind.UNREACHABLE, what, cause);
  }
}

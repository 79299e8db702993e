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
 * The loads in flight, at most one for each key. They run outside of the cache's map, where a slow
 * read would block other keys. Thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of results
 */
final class InFlightLoads<K, V> {
  /**
   * A request that waits for a load.
   *
   * @param marks the number of marks when the request joined the load
   * @param own whether the request started the load
   */
  record Waiter<V>(InFlightLoad<V> load, int marks, boolean own) {
    /** Returns whether the subject was changed before the request joined. */
    boolean joinedAfterChangeOf(Record subject) {
      return load.isMarked(subject, marks);
    }
  }

  private final ConcurrentMap<K, InFlightLoad<V>> inFlight = new ConcurrentHashMap<>();
  private final Clocks clocks;
  private final Executor executor;
  private final long loadTimeout;

  /**
   * Creates an empty set of loads.
   *
   * @param executor runs the reads
   * @param loadTimeout the time after which a load is abandoned and replaced
   */
  InFlightLoads(Clocks clocks, Executor executor, Duration loadTimeout) {
    this.clocks = clocks;
    this.executor = executor;
    this.loadTimeout = loadTimeout.toNanos();
  }

  /** Creates an empty set of loads with these options. */
  static <K, V> InFlightLoads<K, V> of(Options options) {
    return new InFlightLoads<>(options.clocks(), options.reads(), options.loadTimeout());
  }

  /** Returns whether a load of the key is in flight that has not exceeded its time. */
  boolean isUnderWay(K key) {
    InFlightLoad<V> load = inFlight.get(key);
    return load != null && isInTime(load);
  }

  /**
   * Marks all loads in flight with these changes. A load that has exceeded its time is abandoned
   * instead, since it would collect marks for as long as it hangs.
   */
  void mark(Set<? extends Record> changed) {
    inFlight.forEach(
        (key, load) -> {
          if (isInTime(load)) {
            load.mark(changed);
          } else {
            abandon(key, load);
          }
        });
  }

  /** Abandons all loads in flight; the requests that wait for them start others. */
  void abandonAll() {
    inFlight.forEach(this::abandon);
  }

  private void abandon(K key, InFlightLoad<V> load) {
    load.abandon();
    inFlight.remove(key, load);
  }

  private boolean isInTime(InFlightLoad<V> load) {
    return load.begun.ageAt(clocks.now()) < loadTimeout;
  }

  /**
   * Joins the load of that key, or starts one.
   *
   * @param atEnd runs when the load that this call starts has completed or is abandoned; runs at
   *     once if this call starts none, and never if it throws. It is registered before the read
   *     begins, which may hang on this thread
   * @param work reads, after the load is visible to all threads
   */
  Waiter<V> join(K key, Runnable atEnd, Function<InFlightLoad<V>, V> work) {
    InFlightLoad<V> mine = new InFlightLoad<>(clocks.now());
    InFlightLoad<V> other = inFlight.putIfAbsent(key, mine);
    while (other != null) {
      if (isInTime(other)) {
        atEnd.run();
        return new Waiter<>(other, other.marks(), false);
      }
      abandon(key, other);
      other = inFlight.putIfAbsent(key, mine);
    }
    var unused = mine.end.thenRun(atEnd);
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
      // It was abandoned before it got a thread, so no request waits for it.
      return;
    }
    try {
      V found = work.apply(load);
      inFlight.remove(key, load);
      load.result.complete(found);
    } catch (Throwable e) {
      fail(key, load, e);
    }
  }

  private void fail(K key, InFlightLoad<V> load, Throwable cause) {
    // An executor may run the work although it threw; nothing marks the load from here on.
    load.disown();
    inFlight.remove(key, load);
    load.fail(cause);
  }

  /**
   * Waits for the result of the load.
   *
   * @return null if the load was abandoned, so that the request has to join another one
   * @throws StoreException if there is no result within these nanoseconds, or the store failed
   */
  @Nullable V await(Waiter<V> waiter, long nanos) {
    InFlightLoad<V> load = waiter.load();
    try {
      Void unused = load.end.get(nanos, TimeUnit.NANOSECONDS);
      return load.result.isDone() ? load.result.get() : null;
    } catch (TimeoutException e) {
      throw unreachable("the store did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted while waiting for the store", e);
    } catch (CancellationException e) {
      // The store threw it: this class never cancels a load.
      throw failure(e);
    } catch (ExecutionException e) {
      if (!waiter.own() && load.hasFailedAlone()) {
        return null;
      }
      throw failure(e.getCause());
    }
  }

  static StoreException failure(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof StoreException said
        ? said
        : new StoreException(
            StoreException.Kind.FAULT, "the store threw another exception than it may", cause);
  }

  static StoreException unreachable(String what, @Nullable Exception cause) {
    return new StoreException(StoreException.Kind.UNREACHABLE, what, cause);
  }
}

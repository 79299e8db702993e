package io.claviger.store.cache;

import io.claviger.model.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that memory cannot answer. Requests for the same subject share one read, and
 * wait no longer than the load timeout. Thread-safe.
 *
 * @param <K> the type of what requests ask for
 * @param <V> the type of answers
 */
final class Loader<K, V> {
  /**
   * A request.
   *
   * @param <K> the type of what it asks for
   * @param <V> the type of answers
   */
  interface Request<K, V> {
    K subject();

    /** Returns the answer if there is one in memory that is young enough, else null. */
    @Nullable V young();

    /** Returns an older answer that may be served while the store fails, else null. */
    @Nullable V old();

    /** Returns whether it does not try a store that fails, unless it is its turn. */
    boolean heedsBreaker();

    /** Returns the permits of which it needs one to read. */
    Permits permits();

    /** Reads, and keeps the answer in memory unless the load was marked or abandoned. */
    V read(InFlightLoad<V> load);

    /** Returns that whose change makes this answer doubtful, and so marks its load. */
    Record markOf(V answer);
  }

  private final InFlightLoads<K, V> loads;
  private final CachedStore store;
  private final Options options;
  private final Runnable abandonHanging;

  /**
   * Creates a loader without loads in flight.
   *
   * @param abandonHanging gives back the permits of reads that hang, also those of other loaders
   *     with the same permits
   */
  Loader(InFlightLoads<K, V> loads, CachedStore store, Runnable abandonHanging) {
    this.loads = loads;
    this.store = store;
    this.options = store.options();
    this.abandonHanging = abandonHanging;
  }

  /**
   * Returns the answer, which is no older than maxStaleness, unless the store fails and an older
   * one may be served.
   *
   * @throws StoreException if there is none in time
   */
  V load(Request<K, V> request) {
    Moment begun = store.now();
    try {
      do {
        V answer = tryOnce(request, begun);
        if (answer != null) {
          return answer;
        }
      } while (options.remaining(begun) > 0);
      store.counters().failures.increment();
      throw InFlightLoads.unreachable(
          "the store is too slow: its answers are older than maxStaleness, or always changing",
          null);
    } catch (StoreException e) {
      return fromMemory(request, begun, e);
    }
  }

  /** Returns null if the request has to try again. */
  private @Nullable V tryOnce(Request<K, V> request, Moment begun) {
    V young = request.young();
    if (young != null) {
      return young;
    }
    boolean heeds = request.heedsBreaker();
    boolean tries = heeds && store.breaker().admit();
    if (loads.isUnderWay(request.subject())) {
      return await(request, join(request, () -> {}), begun);
    }
    Permits permits = permit(request, begun);
    boolean joined = false;
    try {
      young = request.young();
      if (young != null || (heeds && !tries && store.breaker().isFailing())) {
        return young;
      }
      InFlightLoads.Waiter<V> waiter = join(request, permits::giveBack);
      joined = true;
      return await(request, waiter, begun);
    } finally {
      if (!joined) {
        permits.giveBack();
      }
    }
  }

  private InFlightLoads.Waiter<V> join(Request<K, V> request, Runnable atEnd) {
    return loads.join(request.subject(), atEnd, request::read);
  }

  /** Waits for a permit, but leaves half of the remaining time for reading. */
  private Permits permit(Request<K, V> request, Moment begun) {
    Permits permits = request.permits();
    if (!permits.hasFree()) {
      abandonHanging.run();
    }
    long forReading = options.remaining(begun) / 2;
    permits.acquire(() -> options.remaining(begun) - forReading);
    return permits;
  }

  private @Nullable V await(Request<K, V> request, InFlightLoads.Waiter<V> waiter, Moment begun) {
    V answer;
    try {
      answer = loads.await(waiter, options.remaining(begun));
    } catch (StoreException | Error e) {
      store.counters().failures.increment();
      throw e;
    }
    if (answer == null) {
      return null;
    }
    long age = waiter.load().begun.ageAt(store.now());
    boolean old =
        waiter.joinedAfterChangeOf(request.markOf(answer))
            || age > options.maxStaleness().toNanos();
    return old ? null : answer;
  }

  /** Answers a request that could not read, if memory has something that may be served. */
  private V fromMemory(Request<K, V> request, Moment begun, StoreException trouble) {
    // An interrupt concerns this request only.
    if (!Thread.currentThread().isInterrupted()) {
      V young = request.young();
      if (young != null) {
        // Another request, or the refresher, has confirmed it meanwhile.
        return young;
      }
      store.breaker().fail(begun, trouble);
    }
    V old = request.old();
    if (old == null) {
      throw trouble;
    }
    return old;
  }
}

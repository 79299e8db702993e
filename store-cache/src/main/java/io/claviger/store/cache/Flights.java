package io.claviger.store.cache;

import io.claviger.StoreException;
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
final class Flights<K, V> {
  /**
   * A place on a flight.
   *
   * @param marks how many were on it when the place was taken
   * @param own whether it is the first place
   */
  record Seat<V>(Flight<V> flight, int marks, boolean own) {
    /** Whether that was changed before the place was taken. */
    boolean isBehindChangeOf(Record subject) {
      return flight.isMarked(subject, marks);
    }
  }

  /** The thread that read was interrupted, which is no business of those who wait for it. */
  private static final class Interrupted extends Exception {
    private static final long serialVersionUID = 1L;

    Interrupted(Throwable cause) {
      super(cause);
    }
  }

  private final ConcurrentMap<K, Flight<V>> inAir = new ConcurrentHashMap<>();
  private final Clocks clocks;
  private final Executor executor;
  private final long patience;

  /**
   * Reads run on that executor.
   *
   * @param patience after this much time a flight is given up and another one started
   */
  Flights(Clocks clocks, Executor executor, Duration patience) {
    this.clocks = clocks;
    this.executor = executor;
    this.patience = patience.toNanos();
  }

  /** Whether a flight to there is in the air that does not take too long. */
  boolean isUnderWay(K key) {
    Flight<V> flight = inAir.get(key);
    return flight != null && isInTime(flight);
  }

  /** The flight to there, if one is in the air. */
  @Nullable Flight<V> to(K key) {
    return inAir.get(key);
  }

  /**
   * These were changed: all are marked that are in the air. One that takes too long is given up
   * instead, or it would gather marks for as long as it hangs.
   */
  void mark(Set<? extends Record> changed) {
    inAir.forEach(
        (key, flight) -> {
          if (isInTime(flight)) {
            flight.mark(changed);
          } else {
            giveUp(key, flight);
          }
        });
  }

  /** Gives up all that take too long. */
  void giveUpStuck() {
    inAir.forEach(
        (key, flight) -> {
          if (!isInTime(flight)) {
            giveUp(key, flight);
          }
        });
  }

  private void giveUp(K key, Flight<V> flight) {
    flight.abandon();
    inAir.remove(key, flight);
  }

  private boolean isInTime(Flight<V> flight) {
    return flight.begun().ageAt(clocks.now()) < patience;
  }

  /**
   * Takes a place on the flight to there, or starts one.
   *
   * @param work begins to read when the flight is known to everybody, and returns or throws
   */
  Seat<V> board(K key, Function<Flight<V>, V> work) {
    Flight<V> mine = new Flight<>(clocks.now());
    while (true) {
      Flight<V> other = inAir.putIfAbsent(key, mine);
      if (other == null) {
        return depart(key, mine, work);
      }
      if (isInTime(other)) {
        return new Seat<>(other, other.marks(), false);
      }
      other.abandon();
      if (inAir.replace(key, other, mine)) {
        return depart(key, mine, work);
      }
    }
  }

  private Seat<V> depart(K key, Flight<V> flight, Function<Flight<V>, V> work) {
    try {
      executor.execute(() -> fly(key, flight, work));
    } catch (RejectedExecutionException e) {
      crash(key, flight, unreachable("the executor refused a read", e));
    } catch (Throwable e) {
      crash(key, flight, e);
    }
    return new Seat<>(flight, 0, true);
  }

  private void fly(K key, Flight<V> flight, Function<Flight<V>, V> work) {
    if (flight.isAbandoned()) {
      // It was given up while it waited for a thread: nobody waits for it, and there may be many.
      return;
    }
    try {
      V found = work.apply(flight);
      inAir.remove(key, flight);
      flight.landing().complete(found);
    } catch (Throwable e) {
      crash(key, flight, Thread.currentThread().isInterrupted() ? new Interrupted(e) : e);
    }
  }

  private void crash(K key, Flight<V> flight, Throwable cause) {
    // An executor may have taken the work and thrown all the same: nobody marks it any more.
    flight.disown();
    inAir.remove(key, flight);
    flight.landing().completeExceptionally(cause);
  }

  /**
   * What the flight brings.
   *
   * @return null where there is nothing to be had from it, and another one is to be taken: as soon
   *     as it is given up
   * @throws StoreException if it does not come within so many nanoseconds, or the store failed
   */
  @Nullable V await(Seat<V> seat, long nanos) {
    Flight<V> flight = seat.flight();
    try {
      Void unused = flight.end().get(nanos, TimeUnit.NANOSECONDS);
      return flight.landing().isDone() ? flight.landing().get() : null;
    } catch (TimeoutException e) {
      throw unreachable("the store did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted while waiting for the store", e);
    } catch (CancellationException e) {
      // The store's own: nobody cancels a flight.
      throw failure(e);
    } catch (ExecutionException e) {
      if (!seat.own() && isOfItsThreadAlone(e.getCause())) {
        return null;
      }
      throw failure(e.getCause());
    }
  }

  private static boolean isOfItsThreadAlone(@Nullable Throwable thrown) {
    return thrown instanceof Interrupted || thrown instanceof StackOverflowError;
  }

  private static StoreException failure(@Nullable Throwable thrown) {
    Throwable cause = thrown instanceof Interrupted ? thrown.getCause() : thrown;
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

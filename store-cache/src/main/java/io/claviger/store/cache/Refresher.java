package io.claviger.store.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Confirms what is in memory three times within maxStaleness, so that requests do not have to.
 * Schedules nothing while there are no requests. Thread-safe.
 */
final class Refresher {
  /** Is more than one, so that requests do not notice a round that is slow or fails. */
  private static final int ROUNDS_WITHIN_STALENESS = 3;

  /** A round that was scheduled then, to begin so many nanoseconds later. */
  private record Due(Moment since, long nanos) {}

  private final CachedStore store;
  private final Confirmer confirmer;
  private final Duration interval;

  /** Is true if there was a request since the last round began. */
  private volatile boolean used;

  /** The waiting or running round; null if there is none. */
  private final AtomicReference<@Nullable Due> due = new AtomicReference<>();

  /** When a request scheduled a round after a time without one; null before the first request. */
  private volatile @Nullable Moment resumed;

  /** When the last round began; null before the first one. */
  private volatile @Nullable Moment last;

  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean closed;

  Refresher(CachedStore store, Confirmer confirmer) {
    this.store = store;
    this.confirmer = confirmer;
    this.interval = interval(store.options());
  }

  /** Returns the time between rounds. */
  static Duration interval(Options options) {
    return options.maxStaleness().dividedBy(ROUNDS_WITHIN_STALENESS);
  }

  /** Notes a request. */
  void use() {
    if (!used && !closed) {
      used = true;
      arm();
    }
  }

  /**
   * Notes a request that has to read. It schedules a round if none is, as after an executor has
   * refused one.
   */
  void miss() {
    use();
    arm();
  }

  private void arm() {
    if (!closed && due.get() == null && arm(untilNext())) {
      resumed = store.now();
    }
  }

  /** Returns the nanoseconds until one interval has passed since the last round. */
  private long untilNext() {
    Moment before = last;
    return before == null ? 0 : Math.max(0, interval.toNanos() - before.ageAt(store.now()));
  }

  private boolean arm(long nanos) {
    if (!due.compareAndSet(null, new Due(store.now(), nanos))) {
      return false;
    }
    if (!schedule(this::scheduled, nanos)) {
      // The request does not fail; the next one tries again.
      due.set(null);
      return false;
    }
    return true;
  }

  /** Returns false if the executor refuses the work, or has no thread. */
  private boolean schedule(Runnable work, long nanos) {
    try {
      var unused = store.options().background().schedule(work, nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  private void scheduled() {
    try {
      round();
    } finally {
      due.set(null);
      if (used && !closed) {
        boolean unused = arm(interval.toNanos());
      }
    }
  }

  private void round() {
    if (closed || !running.compareAndSet(false, true)) {
      return;
    }
    used = false;
    last = store.now();
    try {
      confirmer.round();
    } catch (Throwable e) {
      // The executor would report it to nobody.
      store.counters().failures.increment();
    } finally {
      running.set(false);
    }
  }

  /** Runs a round soon, since the store answers again. */
  void wake() {
    if (!closed) {
      boolean unused = schedule(this::round, 0);
    }
  }

  /**
   * Returns how long ago the store last confirmed everything in memory, or how long it has not
   * since requests came; zero while there are none, and after {@link #close}.
   */
  Duration age() {
    Moment since = resumed;
    if (closed || due.get() == null || since == null) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(Confirmed.age(confirmer.lastFull(), since, store.now()));
  }

  /** Returns how late the round is, or how long it takes. */
  Duration lag() {
    Due next = due.get();
    return closed || next == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, next.since.ageAt(store.now()) - next.nanos));
  }

  void close() {
    closed = true;
  }
}

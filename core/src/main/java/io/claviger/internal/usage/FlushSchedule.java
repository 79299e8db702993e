package io.claviger.internal.usage;

import io.claviger.Background;
import io.claviger.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has what was counted written in the background: an interval after the first use, or at once when
 * there is much of it. Thread-safe.
 */
final class FlushSchedule {
  /** What should have been written but so much too late never will be. */
  private static final Duration LOST = Duration.ofMinutes(2);

  /** Nothing is arranged. */
  private static final long NONE = Long.MIN_VALUE;

  private static final long LONG_AGO = 0;

  private final Background background;
  private final UsageFlush flush;
  private final Ticker ticker;
  private final Runnable write;
  private final long lostAfterMicros;

  /** The time of the request for which the next writing was arranged, in microseconds. */
  private final AtomicLong armed = new AtomicLong(NONE);

  /** The same on the clock that nobody sets, or a little later. */
  private volatile long armedAt;

  /** Nothing is written at once: that is under way already, or the store was in trouble lately. */
  private final AtomicBoolean full = new AtomicBoolean();

  FlushSchedule(Background background, UsageFlush flush, Ticker ticker, Runnable write) {
    this.background = background;
    this.flush = flush;
    this.ticker = ticker;
    this.write = write;
    this.lostAfterMicros = flush.interval().plus(LOST).toNanos() / 1000;
  }

  /** A request is counted at this time. */
  void arm(long nowMicros) {
    long before = armed.get();
    if (before != NONE && (isSoonAfter(before, nowMicros) || !isLost())) {
      return;
    }
    armedAt = ticker.nanos();
    if (!armed.compareAndSet(before, nowMicros)) {
      return;
    }
    try {
      background.schedule(() -> writeArmed(nowMicros), flush.interval());
    } catch (RuntimeException | Error e) {
      // Refused, or there is no thread to be had: no trouble of the request. The next use tries
      // again.
      armed.set(NONE);
    }
  }

  /**
   * Saves a look at the clock. No more than that: a request may be counted long after it was
   * authenticated, whose time this is, and clocks may be set.
   */
  private boolean isSoonAfter(long before, long nowMicros) {
    return nowMicros >= before && nowMicros - before < lostAfterMicros;
  }

  private boolean isLost() {
    return ticker.nanos() - armedAt >= lostAfterMicros * 1000;
  }

  /** Something is left, at a time that nobody knows; the next use arranges it anew. */
  void armAgain() {
    if (armed.get() == NONE) {
      arm(LONG_AGO);
    }
  }

  private void writeArmed(long since) {
    // Otherwise another one has taken over from one that came so late.
    if (armed.compareAndSet(since, NONE)) {
      write.run();
    }
  }

  /** There are so many tallies. */
  void writeIfFull(int tallies) {
    if (tallies < flush.size() || full.get() || !full.compareAndSet(false, true)) {
      return;
    }
    try {
      background.execute(write);
    } catch (RuntimeException | Error e) {
      // As above.
      full.set(false);
    }
  }

  /** Writing begins. */
  void begin() {
    full.set(true);
  }

  /** Writing has ended, and the store is well. */
  void endWell() {
    full.set(false);
  }
}

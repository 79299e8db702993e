package io.claviger.store.jdbc.internal.transaction;

import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import java.time.Duration;

/**
 * When to try a piece of work again, and when to give up. The limits of one transaction are in
 * {@link TimeLimits}. Used by one thread.
 */
final class Pauses {
  /** The longest wait of a writer for its turn if one writes at a time. */
  static final Duration WAIT_OF_ONE_WRITER = Duration.ofSeconds(5);

  /** The default deadline of a change, which the change loop of core keeps. */
  private static final Duration CHANGE = Duration.ofSeconds(5);

  private static final Duration SETTLEMENT = Duration.ofSeconds(3);
  private static final Duration FIRST = Duration.ofMillis(1);
  private static final Duration MAX = Duration.ofMillis(50);

  private final Ticker ticker;
  private final long start;
  private final long timeout;
  private long next;

  private Pauses(Ticker ticker, Duration timeout, Duration first) {
    this.ticker = ticker;
    this.start = ticker.nanos();
    this.timeout = timeout.toNanos();
    this.next = first.toNanos();
  }

  /** For a transaction that may lose to another: tries for as long as it waits for a lock. */
  static Pauses ofConflicts(Ticker ticker) {
    return new Pauses(ticker, TimeLimits.OF_CHANGE.lockWait(), FIRST);
  }

  /** For a transaction that nobody repeats if it loses: tries for as long as a change. */
  static Pauses ofLastConflicts(Ticker ticker) {
    return new Pauses(ticker, CHANGE, FIRST);
  }

  /** For attempts to find out whether a change was made. */
  static Pauses ofSettlement(Ticker ticker) {
    return new Pauses(ticker, SETTLEMENT, MAX);
  }

  /** Pauses before the next attempt. Returns false if the time is over, or at an interrupt. */
  boolean next() {
    if (ticker.nanos() - start >= timeout) {
      return false;
    }
    try {
      ticker.sleep(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    next = Math.min(2 * next, MAX.toNanos());
    return true;
  }
}

package io.claviger.test;

import io.claviger.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A monotonic clock that a test moves. Sleeping returns at once, and moves the time by the
 * duration. Thread-safe.
 */
public final class SettableTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong();

  /** Creates a ticker at zero. */
  public SettableTicker() {}

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(long duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it slept");
    }
    nanos.addAndGet(Math.max(0, duration));
  }

  /**
   * Moves the time by this duration.
   *
   * @throws IllegalArgumentException for a negative duration: monotonic time does not go back
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("monotonic time cannot be moved by " + by);
    }
    nanos.addAndGet(by.toNanos());
  }
}

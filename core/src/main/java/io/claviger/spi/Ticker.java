package io.claviger.spi;

import java.util.concurrent.TimeUnit;

/** Monotonic time, for deadlines and pauses, never for dates. Thread-safe. */
public interface Ticker {
  /** Returns the nanoseconds since a fixed instant. Only differences have a meaning. */
  long nanos();

  /**
   * Waits for this many nanoseconds; returns at once for 0 or less.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  void sleep(long nanos) throws InterruptedException;

  /** Returns the monotonic time of this machine. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
    };
  }
}

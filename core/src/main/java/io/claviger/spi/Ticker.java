package io.claviger.spi;

import java.util.concurrent.TimeUnit;

/** Monotonic time: for deadlines and pauses, never for dates. Thread-safe. */
public interface Ticker {
  /** Nanoseconds since some fixed instant; only differences mean anything. */
  long nanos();

  /**
   * Waits; not at all for 0 or less.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  void sleep(long nanos) throws InterruptedException;

  /** The time of this machine. */
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

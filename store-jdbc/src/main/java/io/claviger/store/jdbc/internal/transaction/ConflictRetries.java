package io.claviger.store.jdbc.internal.transaction;

import io.claviger.spi.Ticker;
import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import io.claviger.store.jdbc.internal.dialect.TimeLimits;
import java.time.Duration;

/**
 * Repeats a transaction that lost against another one, with growing pauses, for up to 2 seconds. A
 * change waits as long for a lock.
 */
public final class ConflictRetries {
  private static final long TIMEOUT_NANOS = TimeLimits.OF_CHANGE.lockWait().toNanos();
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  /** One transaction. */
  @FunctionalInterface
  public interface Attempt<T> {
    T make() throws DatabaseException;
  }

  private final Ticker ticker;

  public ConflictRetries(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Returns the result of the first successful attempt; throws the failure of the last one. */
  public <T> T run(Attempt<T> attempt) throws DatabaseException {
    long start = ticker.nanos();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      try {
        return attempt.make();
      } catch (DatabaseException e) {
        boolean inTime = ticker.nanos() - start < TIMEOUT_NANOS;
        if (e.kind() != ErrorKind.CONFLICT || !inTime || !sleep(pause)) {
          throw e;
        }
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  /** Returns false if the thread is interrupted. */
  private boolean sleep(long nanos) {
    try {
      ticker.sleep(nanos);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.claviger.store.jdbc.internal.transaction;

import io.claviger.store.jdbc.internal.dialect.ErrorKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Limits how many threads write at the same time. Thread-safe. */
final class WriteTurns {
  private final @Nullable Semaphore turns;
  private final Duration timeout;

  private WriteTurns(@Nullable Semaphore turns, Duration timeout) {
    this.turns = turns;
    this.timeout = timeout;
  }

  /** Lets all threads write; the database orders them. */
  static WriteTurns unlimited() {
    return new WriteTurns(null, Duration.ZERO);
  }

  /** Lets one thread write at a time, in the order in which they came. */
  static WriteTurns oneAtATime(Duration timeout) {
    return new WriteTurns(new Semaphore(1, true), timeout);
  }

  boolean areTaken() {
    return turns != null;
  }

  /**
   * Waits for a turn. If none comes in time, that is no lost race, since nobody changed the
   * organization.
   */
  void take() throws DatabaseException {
    // An interrupt ends a wait, but not a call that need not wait.
    if (turns == null || (!turns.hasQueuedThreads() && turns.tryAcquire())) {
      return;
    }
    try {
      if (!turns.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DatabaseException(
            ErrorKind.UNREACHABLE, new SQLException("the writers before took too long"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(
          ErrorKind.UNREACHABLE, new SQLException("interrupted while waiting", e));
    }
  }

  void giveBack() {
    if (turns != null) {
      turns.release();
    }
  }
}

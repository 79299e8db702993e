package io.claviger.store.jdbc.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who may write at the same time. Thread-safe. */
final class WriteTurns {
  private final @Nullable Semaphore turns;
  private final Duration patience;

  private WriteTurns(@Nullable Semaphore turns, Duration patience) {
    this.turns = turns;
    this.patience = patience;
  }

  /** Everybody; the database sees to it. */
  static WriteTurns unlimited() {
    return new WriteTurns(null, Duration.ZERO);
  }

  /** One after the other, in the order in which they came. */
  static WriteTurns oneAtATime(Duration patience) {
    return new WriteTurns(new Semaphore(1, true), patience);
  }

  boolean areTaken() {
    return turns != null;
  }

  /**
   * Waits for a turn; to wait in vain is no race that was lost: nobody changed the organization.
   */
  void take() throws Failure {
    // An interrupt is to end a wait, not what need not wait.
    if (turns == null || (!turns.hasQueuedThreads() && turns.tryAcquire())) {
      return;
    }
    try {
      if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Failure(
            Trouble.UNREACHABLE, new SQLException("the writers before took too long"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Trouble.UNREACHABLE, new SQLException("interrupted while waiting", e));
    }
  }

  void giveBack() {
    if (turns != null) {
      turns.release();
    }
  }
}

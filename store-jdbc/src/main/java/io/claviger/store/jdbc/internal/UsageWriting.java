package io.claviger.store.jdbc.internal;

import io.claviger.Ticker;
import java.time.Duration;

/**
 * Adds usage, in a transaction that has rows of many organizations. Where one of them is held it
 * lets go of all, and tries again after a pause: who waited with them would make the others wait
 * for one whose row is held.
 */
final class UsageWriting {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final Database database;
  private final Ticker ticker;

  UsageWriting(Database database, Ticker ticker) {
    this.database = database;
    this.ticker = ticker;
  }

  /** False if it cannot be known whether it was added. */
  boolean write(UsageAddition addition) throws Failure {
    long start = ticker.nanos();
    while (true) {
      try {
        return tryOnce(addition);
      } catch (Failure e) {
        boolean patient = ticker.nanos() - start < PATIENCE.toNanos();
        if (e.trouble() != Trouble.LOST_RACE || !patient || !pause()) {
          throw e;
        }
      }
    }
  }

  private boolean tryOnce(UsageAddition addition) throws Failure {
    try {
      return database.write(
          TimeLimits.OF_USAGE,
          (session, transaction) -> {
            addition.write(session);
            transaction.commit();
            return true;
          });
    } catch (CommitFailed e) {
      return false;
    }
  }

  /** False if the thread is interrupted. */
  private boolean pause() {
    try {
      ticker.sleep(PAUSE_NANOS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

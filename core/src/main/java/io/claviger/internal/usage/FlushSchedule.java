package io.claviger.internal.usage;

import io.claviger.internal.background.Failures;
import io.claviger.model.BackgroundFailure.Task;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has counted use written in the background: an interval after the first use, or at once when there
 * is much of it. A refusal is a failure of the background, never of the request: the next use tries
 * again. Thread-safe.
 */
final class FlushSchedule {
  private final ScheduledExecutorService background;
  private final UsageFlush flush;
  private final Failures failures;
  private final Runnable write;

  /** The next writing is scheduled. */
  private final AtomicBoolean armed = new AtomicBoolean();

  /** Nothing is written at once: that is under way already, or the store was in trouble lately. */
  private final AtomicBoolean full = new AtomicBoolean();

  FlushSchedule(
      ScheduledExecutorService background, UsageFlush flush, Failures failures, Runnable write) {
    this.background = background;
    this.flush = flush;
    this.failures = failures;
    this.write = write;
  }

  /** Schedules the next writing, unless one is. */
  void arm() {
    if (!armed.get() && armed.compareAndSet(false, true)) {
      try {
        var unused =
            background.schedule(this::writeArmed, flush.interval().toNanos(), TimeUnit.NANOSECONDS);
      } catch (RuntimeException | Error e) {
        failures.add(Task.WRITE_USAGE, e);
        armed.set(false);
      }
    }
  }

  private void writeArmed() {
    armed.set(false);
    write.run();
  }

  /** Writes at once if there are so many tallies. */
  void writeIfFull(int tallies) {
    if (tallies >= flush.size() && !full.get() && full.compareAndSet(false, true)) {
      try {
        background.execute(write);
      } catch (RuntimeException | Error e) {
        failures.add(Task.WRITE_USAGE, e);
        full.set(false);
      }
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

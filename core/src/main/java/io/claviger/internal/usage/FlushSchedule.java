package io.claviger.internal.usage;

import io.claviger.internal.background.Failures;
import io.claviger.model.BackgroundFailure.Task;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Schedules the writing of usage in the background: an interval after the first use, or at once
 * when there are many tallies. If the executor refuses the task, this is a background failure, and
 * the request goes on. The next use tries again. Thread-safe.
 */
final class FlushSchedule {
  private final ScheduledExecutorService background;
  private final UsageFlushOptions flush;
  private final Failures failures;
  private final Runnable write;

  /** True while the next writing is scheduled. */
  private final AtomicBoolean armed = new AtomicBoolean();

  /**
   * True while many tallies are no reason to write at once: a writing is under way already, or the
   * last one failed.
   */
  private final AtomicBoolean full = new AtomicBoolean();

  FlushSchedule(
      ScheduledExecutorService background,
      UsageFlushOptions flush,
      Failures failures,
      Runnable write) {
    this.background = background;
    this.flush = flush;
    this.failures = failures;
    this.write = write;
  }

  /** Schedules the next writing, unless it is scheduled already. */
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

  /** Schedules the next writing, and writes at once if there are as many tallies as a flush has. */
  void arm(int tallies) {
    arm();
    if (tallies >= flush.size() && !full.get() && full.compareAndSet(false, true)) {
      try {
        background.execute(write);
      } catch (RuntimeException | Error e) {
        failures.add(Task.WRITE_USAGE, e);
        full.set(false);
      }
    }
  }

  /** Sets whether many tallies are no reason to write at once. */
  void setFull(boolean isFull) {
    full.set(isFull);
  }
}

package io.claviger.store.cache;

import io.claviger.test.SettableExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps tasks until a test runs them, whatever their delay is. Thread-safe. */
final class ManualBackground extends SettableExecutor {
  private final AtomicInteger waiting = new AtomicInteger();
  private final List<Duration> delays = new ArrayList<>();
  private boolean refusing;

  @Override
  public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    if (refusing) {
      throw new RejectedExecutionException("refused by a test");
    }
    waiting.incrementAndGet();
    delays.add(Duration.of(delay, unit.toChronoUnit()));
    return super.schedule(
        () -> {
          waiting.decrementAndGet();
          task.run();
        },
        1,
        TimeUnit.SECONDS);
  }

  /** Refuses tasks from now on, or accepts them again. */
  synchronized void refuse(boolean now) {
    this.refusing = now;
  }

  /** Returns the number of waiting tasks. */
  int waiting() {
    return waiting.get();
  }

  /** Returns the delays of all tasks so far. */
  synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** Runs the waiting tasks; the tasks that they schedule wait for the next call. */
  void run() {
    advance(Duration.ofSeconds(1));
  }
}

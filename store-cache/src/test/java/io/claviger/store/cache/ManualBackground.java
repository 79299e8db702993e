package io.claviger.store.cache;

import io.claviger.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Keeps tasks until a test runs them. Thread-safe. */
final class ManualBackground implements Background {
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private boolean refusing;

  @Override
  public synchronized void execute(Runnable task) {
    if (refusing) {
      throw new RejectedExecutionException("told to by a test");
    }
    tasks.add(task);
  }

  @Override
  public synchronized void schedule(Runnable task, Duration delay) {
    execute(task);
    delays.add(delay);
  }

  /** From now on it takes no tasks, or takes them again. */
  synchronized void refuse(boolean now) {
    this.refusing = now;
  }

  /** How many tasks wait. */
  synchronized int waiting() {
    return tasks.size();
  }

  /** After which time tasks were to run, all that ever came. */
  synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** Runs those that wait now; what they schedule waits for the next time. */
  void run() {
    take().forEach(Runnable::run);
  }

  private synchronized List<Runnable> take() {
    List<Runnable> taken = List.copyOf(tasks);
    tasks.clear();
    return taken;
  }
}

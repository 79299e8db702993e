package io.claviger.store.tck;

import io.claviger.Background;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A background that does nothing by itself: what is to be done at once waits for {@link #runAll},
 * and what is to be done later waits for {@link #advance}. Both do it on the calling thread, and
 * throw what it throws; what then was not done waits on. Thread-safe.
 */
public final class SettableBackground implements Background {
  private record Later(Duration due, long number, Runnable task) {}

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Queue<Later> later =
      new PriorityQueue<>(Comparator.comparing(Later::due).thenComparing(Later::number));
  private long numbered;

  /** The time of the last task that came due. */
  private Duration now = Duration.ZERO;

  /** Up to where time was told to pass. */
  private Duration end = Duration.ZERO;

  /** Nothing waits. */
  public SettableBackground() {}

  @Override
  public synchronized void execute(Runnable task) {
    waiting.add(task);
  }

  @Override
  public synchronized void schedule(Runnable task, Duration delay) {
    later.add(new Later(now.plus(delay), numbered++, task));
  }

  /** Does what waits to be done at once, in its order, with what that adds. */
  public void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  /**
   * Lets time pass, and does what comes due on the way, in the order of its time. What that
   * schedules counts from its own time, so that something that is done every second is done three
   * times in three seconds.
   *
   * @throws IllegalArgumentException for a negative duration: time does not go back
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time cannot be moved by " + by);
    }
    pass(by);
    for (Runnable task = nextDue(); task != null; task = nextDue()) {
      task.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    return waiting.poll();
  }

  private synchronized void pass(Duration by) {
    end = end.plus(by);
  }

  private synchronized @Nullable Runnable nextDue() {
    Later first = later.peek();
    if (first == null || first.due().compareTo(end) > 0) {
      now = end;
      return null;
    }
    later.remove();
    now = first.due();
    return first.task();
  }
}

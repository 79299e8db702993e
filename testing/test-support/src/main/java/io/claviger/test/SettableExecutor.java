package io.claviger.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An executor that a test controls. Immediate tasks wait for {@link #runAll}, and delayed tasks
 * wait for {@link #advance}. Both run the tasks on the calling thread. If a task of {@link
 * #execute} throws an exception, they throw it too. Submitted and scheduled tasks keep their
 * exception in their future. A shutdown drops the waiting tasks, and later tasks are refused.
 * Thread-safe.
 */
public class SettableExecutor extends AbstractExecutorService implements ScheduledExecutorService {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final PriorityQueue<Later<?>> later = new PriorityQueue<>();
  private long numbered;
  private boolean shutDown;

  /** The time of the last task that became due. */
  private Duration now = Duration.ZERO;

  /** The time up to which tasks are due. */
  private Duration end = Duration.ZERO;

  /** Creates an executor without tasks. */
  public SettableExecutor() {}

  @Override
  public void execute(Runnable task) {
    add(Objects.requireNonNull(task, "task"));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return schedule(Executors.callable(task), delay, unit);
  }

  @Override
  public synchronized <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    requireOpen();
    Later<V> added =
        new Later<>(task, now.plus(Duration.of(delay, unit.toChronoUnit())), numbered++);
    later.add(added);
    return added;
  }

  /** Always throws: Claviger schedules each task once. */
  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("schedule the task once, and again when it has run");
  }

  /** Always throws: Claviger schedules each task once. */
  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("schedule the task once, and again when it has run");
  }

  /** Runs the immediate tasks in their order, and those that they add. */
  public void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  /**
   * Moves the time by this duration, and runs the tasks that become due, in the order of their
   * times. The delay of a task that another task schedules counts from the time of that task. So a
   * task that schedules itself every second runs three times in three seconds.
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

  @Override
  public void shutdown() {
    List<Runnable> unused = shutdownNow();
  }

  @Override
  public synchronized List<Runnable> shutdownNow() {
    shutDown = true;
    List<Runnable> dropped = new ArrayList<>(waiting);
    dropped.addAll(later);
    waiting.clear();
    later.clear();
    return dropped;
  }

  @Override
  public synchronized boolean isShutdown() {
    return shutDown;
  }

  @Override
  public boolean isTerminated() {
    return isShutdown();
  }

  /** Returns at once, since no task runs on its own. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }

  private synchronized void add(Runnable task) {
    requireOpen();
    waiting.add(task);
  }

  private void requireOpen() {
    if (shutDown) {
      throw new RejectedExecutionException("this executor was shut down");
    }
  }

  private synchronized @Nullable Runnable next() {
    return waiting.poll();
  }

  private synchronized void pass(Duration by) {
    end = end.plus(by);
  }

  private synchronized @Nullable Runnable nextDue() {
    Later<?> first = later.peek();
    if (first == null || first.due.compareTo(end) > 0) {
      now = end;
      return null;
    }
    later.remove();
    now = first.due;
    return first;
  }

  private synchronized Duration now() {
    return now;
  }

  /** A task with its time; tasks with the same time run in the order in which they were added. */
  private final class Later<V> extends FutureTask<V> implements ScheduledFuture<V> {
    private final Duration due;
    private final long number;

    Later(Callable<V> task, Duration due, long number) {
      super(task);
      this.due = due;
      this.number = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due.minus(now()));
    }

    @Override
    public int compareTo(Delayed other) {
      if (!(other instanceof Later<?> its)) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
      }
      int byTime = due.compareTo(its.due);
      return byTime != 0 ? byTime : Long.compare(number, its.number);
    }
  }
}

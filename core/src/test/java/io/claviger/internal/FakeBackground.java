package io.claviger.internal;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Work that waits until a test does it, on its own thread. Time does not pass by itself. */
public final class FakeBackground extends AbstractExecutorService
    implements ScheduledExecutorService {
  /** What waits for its time. */
  public record Scheduled(Runnable task, Duration delay) {}

  public final Queue<Runnable> executed = new ConcurrentLinkedQueue<>();
  public final Queue<Scheduled> scheduled = new ConcurrentLinkedQueue<>();
  public volatile boolean refusesToExecute;
  public volatile boolean refusesToSchedule;

  @Override
  public void execute(Runnable task) {
    requireRoom(!refusesToExecute);
    executed.add(task);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    requireRoom(!refusesToSchedule);
    scheduled.add(new Scheduled(task, Duration.of(delay, unit.toChronoUnit())));
    return null;
  }

  /** Does what waits to be done at once; what that adds waits for the next time. */
  public void runExecuted() {
    for (int i = executed.size(); i > 0; i--) {
      executed.remove().run();
    }
  }

  /** Does what waits for its time, whenever that is; what that adds waits for the next time. */
  public void runScheduled() {
    for (int i = scheduled.size(); i > 0; i--) {
      scheduled.remove().task().run();
    }
  }

  private static void requireRoom(boolean room) {
    if (!room) {
      throw new RejectedExecutionException("full");
    }
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}

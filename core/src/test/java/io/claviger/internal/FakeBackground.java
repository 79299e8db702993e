package io.claviger.internal;

import io.claviger.Background;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/** Work that waits until a test does it, on its own thread. Time does not pass by itself. */
public final class FakeBackground implements Background {
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
  public void schedule(Runnable task, Duration delay) {
    requireRoom(!refusesToSchedule);
    scheduled.add(new Scheduled(task, delay));
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
}

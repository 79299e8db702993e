package io.claviger.atlas.start;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Repeats tasks until it is closed. It has two threads, so one task may wait. */
public final class Background implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
          });

  /** Runs this task again and again, with this pause, even if it throws something. */
  public void every(Duration pause, Runnable task) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> run(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING, "a task in the background failed, and will be repeated", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

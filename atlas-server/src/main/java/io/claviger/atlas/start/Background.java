package io.claviger.atlas.start;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Repeats tasks until it is closed. It has two threads, so one task may wait. */
public final class Background implements AutoCloseable {
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
          });

  /** Runs this task again and again, with this pause. The task must not throw. */
  public void every(Duration pause, Runnable task) {
    var unused =
        threads.scheduleWithFixedDelay(
            task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

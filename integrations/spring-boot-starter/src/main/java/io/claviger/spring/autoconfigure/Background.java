package io.claviger.spring.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the background work. They end with the application context, so that a restart in
 * the same process leaves none behind. This is not a bean of the type of an executor, since Spring
 * Boot would then schedule the application's own tasks with it.
 */
record Background(ScheduledExecutorService executor) implements AutoCloseable {
  private static final int THREADS = 3;
  private static final int IDLE_SECONDS = 10;

  static Background start() {
    ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(null, task, "claviger", 0, false);
              thread.setDaemon(true);
              return thread;
            });
    threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    threads.allowCoreThreadTimeOut(true);
    threads.setRemoveOnCancelPolicy(true);
    return new Background(threads);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}

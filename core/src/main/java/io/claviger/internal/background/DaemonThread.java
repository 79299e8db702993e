package io.claviger.internal.background;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes executors of one daemon thread each, which starts when there is something to do and ends
 * when there has been nothing for a while, so that nobody needs to shut them down. It may start
 * inside a request, and keeps neither its class loader nor its thread-locals.
 */
public final class DaemonThread {
  private static final int IDLE_SECONDS = 10;

  private DaemonThread() {}

  /** Creates one of this name, with the context class loader of the caller. */
  public static ScheduledExecutorService named(String name) {
    return of(factory(name, Thread.currentThread().getContextClassLoader()));
  }

  static ScheduledExecutorService of(ThreadFactory factory) {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, factory) {
          @Override
          public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            // Otherwise the task is queued before it turns out that there is no thread to be had,
            // and its owner, who was refused, adds it again with each request.
            boolean unused = prestartCoreThread();
            return super.schedule(task, delay, unit);
          }
        };
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  private static ThreadFactory factory(String name, @Nullable ClassLoader loader) {
    return work -> {
      Thread daemon = new Thread(null, work, name, 0, false);
      daemon.setContextClassLoader(loader);
      daemon.setDaemon(true);
      return daemon;
    };
  }
}

package io.claviger.internal.background;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Creates executors with daemon threads. A thread starts when there is work, and ends when there
 * has been none for a while. So nobody needs to shut the executor down. A request may start a
 * thread, which inherits neither the class loader nor the thread-locals of the request.
 */
public final class DaemonThread {
  private static final int IDLE_SECONDS = 10;

  private DaemonThread() {}

  /**
   * Creates an executor of this name with one thread, which has the context class loader of the
   * caller.
   */
  public static ScheduledExecutorService named(String name) {
    return of(factory(name, Thread.currentThread().getContextClassLoader()));
  }

  /**
   * Creates an executor with a thread for each task that runs. It refuses a task if {@code most}
   * threads are busy.
   */
  public static ThreadPoolExecutor forEachTask(String name, int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        factory(name, Thread.currentThread().getContextClassLoader()));
  }

  static ScheduledExecutorService of(ThreadFactory factory) {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, factory) {
          @Override
          public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            // Starts the thread first, which may fail. Otherwise the task would be in the queue by
            // then, and the caller, which sees the failure, would add it again with each request.
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

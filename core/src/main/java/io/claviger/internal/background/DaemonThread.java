package io.claviger.internal.background;

import io.claviger.Background;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that starts when there is something to do, and ends when there has been nothing
 * for a while. It may start inside a request, and keeps neither its class loader nor what its
 * thread-locals would hand down. Thread-safe.
 */
public final class DaemonThread implements Background {
  private static final int MOST_WAITING = 10_000;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor thread;

  /** Of this name, with the context class loader of whoever makes it. */
  public DaemonThread(String name) {
    this(factory(name, Thread.currentThread().getContextClassLoader()));
  }

  DaemonThread(ThreadFactory factory) {
    thread = new ScheduledThreadPoolExecutor(1, factory);
    thread.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory factory(String name, @Nullable ClassLoader loader) {
    return work -> {
      Thread daemon = new Thread(null, work, name, 0, false);
      daemon.setContextClassLoader(loader);
      daemon.setDaemon(true);
      return daemon;
    };
  }

  @Override
  public void execute(Runnable task) {
    schedule(task, Duration.ZERO);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    Objects.requireNonNull(task, "task");
    // What does not fit is as good as for ever.
    long nanos = TimeUnit.NANOSECONDS.convert(delay);
    // The executor would queue a task and then find that there is no thread to be had.
    boolean unusedStart = thread.prestartCoreThread();
    if (thread.getQueue().size() >= MOST_WAITING) {
      throw new RejectedExecutionException("more than " + MOST_WAITING + " tasks would wait");
    }
    var unused = thread.schedule(() -> run(task), nanos, TimeUnit.NANOSECONDS);
  }

  /** The executor would keep what is thrown, for somebody who asks. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      Thread itself = Thread.currentThread();
      itself.getUncaughtExceptionHandler().uncaughtException(itself, thrown);
    }
  }
}

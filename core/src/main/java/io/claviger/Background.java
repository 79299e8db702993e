package io.claviger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where work is done that no request waits for: usage is written, verifiers are upgraded, caches
 * are refreshed. Thread-safe. A task that is refused with a {@link RejectedExecutionException} is
 * left to its next occasion; one that is taken must be run, or what it was for is never done.
 */
public interface Background extends Executor {
  /** Runs the task once, when this much time has passed. */
  void schedule(Runnable task, Duration delay);

  /**
   * One daemon thread, which starts when there is something to do and ends when there has been
   * nothing for a while, so that nobody needs to close it. Has the context class loader of the
   * caller, and inherits no thread-locals from any thread. Refuses more than ten thousand tasks
   * that wait.
   *
   * @param name of the thread
   */
  static Background daemon(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(10_000),
            work -> {
              // It may start inside a request, and is to keep nothing of that.
              Thread daemon = new Thread(null, work, name, 0, false);
              daemon.setContextClassLoader(loader);
              daemon.setDaemon(true);
              return daemon;
            });
    thread.allowCoreThreadTimeOut(true);
    return on(thread);
  }

  /**
   * On an executor of the host's, who also shuts it down, and which runs tasks on threads of its
   * own: on that of the caller, what is scheduled would hold up a timer of the whole JVM. What it
   * refuses when its time has come is tried again a moment later, until an {@link ExecutorService}
   * was shut down.
   */
  static Background on(Executor executor) {
    return new Background() {
      @Override
      public void execute(Runnable task) {
        executor.execute(task);
      }

      @Override
      public void schedule(Runnable task, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, this::executeDue)
            .execute(task);
      }

      /** Whoever scheduled it is not there any more to try again. */
      private void executeDue(Runnable task) {
        try {
          executor.execute(task);
        } catch (RuntimeException | Error e) {
          // Also where there is no thread to be had; nobody sees what is thrown here.
          if (!(executor instanceof ExecutorService service && service.isShutdown())) {
            schedule(task, Duration.ofMillis(100));
          }
        }
      }
    };
  }
}

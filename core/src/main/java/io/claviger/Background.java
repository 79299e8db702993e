package io.claviger;

import io.claviger.internal.background.DaemonThread;
import io.claviger.internal.background.HostExecutor;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where work is done that no request waits for: usage is written, verifiers are upgraded, caches
 * are refreshed. Thread-safe. Never on the thread that hands the task over, which may be that of a
 * request. A task that is refused with a {@link RejectedExecutionException} is left to its next
 * occasion; one that is taken should be run: what it was for is done minutes later otherwise, or
 * never.
 */
public interface Background extends Executor {
  /** Runs the task once, when this much time has passed; at once where that is none or less. */
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
    return new DaemonThread(Objects.requireNonNull(name, "name"));
  }

  /**
   * On an executor of the host's, who also shuts it down; one that runs nothing on the thread that
   * calls it, also where it has no room. A daemon thread of its own hands over what is due; what
   * the executor refuses then is tried again for less than two minutes, after longer and longer
   * pauses.
   */
  static Background on(Executor executor) {
    return new HostExecutor(Objects.requireNonNull(executor, "executor"), daemon("claviger-timer"));
  }
}

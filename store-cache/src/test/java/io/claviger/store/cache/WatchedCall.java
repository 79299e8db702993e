package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A call on a new thread, which a test watches. */
final class WatchedCall<T> {
  private static final long TIMEOUT_SECONDS = 30;
  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final FutureTask<T> task;
  private final Thread thread;
  private volatile boolean interruptedAtEnd;

  private WatchedCall(Callable<T> call) {
    this.task =
        new FutureTask<>(
            () -> {
              try {
                return call.call();
              } finally {
                interruptedAtEnd = Thread.currentThread().isInterrupted();
              }
            });
    this.thread = new Thread(task, "request");
    thread.setDaemon(true);
  }

  static <T> WatchedCall<T> start(Callable<T> call) {
    WatchedCall<T> request = new WatchedCall<>(call);
    request.thread.start();
    return request;
  }

  /** Starts the call, and returns when its thread waits. */
  static <T> WatchedCall<T> startAndWait(Callable<T> call) {
    return start(call).untilItWaits();
  }

  /** Returns when the thread waits. */
  WatchedCall<T> untilItWaits() {
    long start = System.nanoTime();
    while (!WAITING.contains(thread.getState())) {
      assertTrue(thread.isAlive(), "it has ended instead of waiting");
      assertTrue(
          System.nanoTime() - start < TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS),
          "it does not wait");
      Thread.onSpinWait();
    }
    return this;
  }

  /** Returns when the thread waits, or has ended. */
  WatchedCall<T> untilItWaitsOrEnds() {
    while (thread.isAlive() && !WAITING.contains(thread.getState())) {
      Thread.onSpinWait();
    }
    return this;
  }

  WatchedCall<T> interrupt() {
    thread.interrupt();
    return this;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Returns the answer of the call. */
  T answer() throws Exception {
    return task.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns the exception of the call. */
  <E extends Throwable> E failure(Class<E> kind) {
    return assertInstanceOf(
        kind, assertThrows(ExecutionException.class, this::answer, "it answered").getCause());
  }

  /** Returns whether its thread was interrupted at the end. */
  boolean keptTheInterrupt() {
    return interruptedAtEnd;
  }
}

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

/** A call on a thread of its own, which a test watches. */
final class Request<T> {
  private static final long PATIENCE_SECONDS = 30;
  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final FutureTask<T> task;
  private final Thread thread;
  private volatile boolean interruptedAtEnd;

  private Request(Callable<T> call) {
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

  static <T> Request<T> start(Callable<T> call) {
    Request<T> request = new Request<>(call);
    request.thread.start();
    return request;
  }

  /** Started, and waiting for something. */
  static <T> Request<T> startAndWait(Callable<T> call) {
    return start(call).untilItWaits();
  }

  /** Returns when the thread waits for something. */
  Request<T> untilItWaits() {
    long start = System.nanoTime();
    while (!WAITING.contains(thread.getState())) {
      assertTrue(thread.isAlive(), "it has ended instead of waiting");
      assertTrue(
          System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS),
          "it does not wait");
      Thread.onSpinWait();
    }
    return this;
  }

  /** Returns when the thread waits for something, or has ended. */
  Request<T> untilItWaitsOrEnds() {
    while (thread.isAlive() && !WAITING.contains(thread.getState())) {
      Thread.onSpinWait();
    }
    return this;
  }

  Request<T> interrupt() {
    thread.interrupt();
    return this;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** What it returned. */
  T answer() throws Exception {
    return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What it threw. */
  <E extends Throwable> E failure(Class<E> kind) {
    return assertInstanceOf(
        kind, assertThrows(ExecutionException.class, this::answer, "it answered").getCause());
  }

  /** Whether its thread was interrupted when it ended. */
  boolean keptTheInterrupt() {
    return interruptedAtEnd;
  }
}

package io.claviger.store.tck.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Starts a call on a new thread that has to wait. */
final class HeldCall {
  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private HeldCall() {}

  /** Starts the call, and returns when its thread waits. */
  static <T> FutureTask<T> startAndWait(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "held");
    thread.setDaemon(true);
    thread.start();
    while (!WAITING.contains(thread.getState())) {
      assertTrue(thread.isAlive(), "it has ended instead of waiting");
      Thread.onSpinWait();
    }
    return task;
  }
}

package io.claviger.store.tck.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs all its calls on one other thread. */
public final class OtherThread implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** Runs the call on that thread, and waits for the answer for a limited time. */
  public <T> T ask(Callable<T> call) throws Exception {
    return TestTimeout.await(thread.submit(call));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

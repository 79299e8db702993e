package io.claviger.store.tck.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One other thread, the same for all that it is asked to do. */
public final class OtherThread implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** The answer of a call on that thread; waits for it, but not for ever. */
  public <T> T ask(Callable<T> call) throws Exception {
    return Patience.await(thread.submit(call));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

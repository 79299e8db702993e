package io.claviger.store.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One other thread, the same for all that it is asked to do. */
final class OtherThread implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** The answer of a call on that thread; waits for it, but not for ever. */
  <T> T ask(Callable<T> call) throws Exception {
    try {
      return thread.submit(call).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // The stack trace that matters is that of the other thread.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package io.claviger.store.tck.contract;

import io.claviger.store.tck.internal.TestTimeout;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A change that another thread makes in the middle of a call. The call waits for the change, but
 * not forever, since a store may hold a lock during the call that the change needs. Closing waits
 * until the change has ended.
 */
final class ConcurrentChange implements AutoCloseable {
  private final ExecutorService elsewhere = Executors.newSingleThreadExecutor();
  private final BooleanSupplier change;
  private final Duration timeout;
  private volatile boolean madeInTime;

  ConcurrentChange(Duration timeout, BooleanSupplier change) {
    this.timeout = timeout;
    this.change = change;
  }

  /** Starts the change; a test calls this in the middle of a call. */
  void start() {
    Future<Boolean> made = elsewhere.submit(change::getAsBoolean);
    try {
      madeInTime = made.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      madeInTime = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError("the change in the middle failed", e.getCause());
    }
  }

  /** Returns whether the change was made before the call went on. */
  boolean madeInTime() {
    return madeInTime;
  }

  @Override
  public void close() {
    elsewhere.shutdown();
    try {
      if (!elsewhere.awaitTermination(TestTimeout.limit().toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the change in the middle does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      elsewhere.shutdownNow();
    }
  }
}

package io.claviger.store.tck;

import io.claviger.store.tck.internal.Patience;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A change that another thread makes in the middle of a call. The call waits for it, but only so
 * long: a store may hold something during the call that the change needs. Closing waits for the
 * change to end.
 */
final class Interlude implements AutoCloseable {
  private final ExecutorService elsewhere = Executors.newSingleThreadExecutor();
  private final BooleanSupplier change;
  private final Duration patience;
  private volatile boolean madeInTime;

  Interlude(Duration patience, BooleanSupplier change) {
    this.patience = patience;
    this.change = change;
  }

  /** To be called in the middle. */
  void play() {
    Future<Boolean> made = elsewhere.submit(change::getAsBoolean);
    try {
      madeInTime = made.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      madeInTime = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError("the change in the middle failed", e.getCause());
    }
  }

  /** Whether the change was made while the call was going on. */
  boolean madeInTime() {
    return madeInTime;
  }

  @Override
  public void close() {
    elsewhere.shutdown();
    try {
      if (!elsewhere.awaitTermination(Patience.limit().toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the change in the middle does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      elsewhere.shutdownNow();
    }
  }
}

package io.claviger.store.cache;

import io.claviger.model.StoreException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Bounds how many keys of a kind are looked up at the same time. Thread-safe. */
final class Permits {
  private final Semaphore permits;
  private final LongAdder refused;

  /** So many, with a count of those that could not be had. */
  Permits(int most, LongAdder refused) {
    this.refused = refused;
    this.permits = new Semaphore(most, true);
  }

  boolean hasFree() {
    return permits.availablePermits() > 0;
  }

  /**
   * Waits so many nanoseconds for the right to look a key up, which has to be given back. Requests
   * have their turns in the order in which they come, so that one good key among many that are not
   * has its own. They should wait for half of their time at most: where there are always more than
   * can be served, whoever comes first has waited that long, and needs the rest to read.
   *
   * @throws StoreException if it cannot be had by then
   */
  void acquire(long nanos) {
    try {
      // Without time first: an interrupt is to end a wait, not what need not wait. It is not done
      // where others wait, since it would overtake them.
      boolean free = !permits.hasQueuedThreads() && permits.tryAcquire();
      if (!free && !permits.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        throw refused("too many keys are being looked up", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("interrupted while waiting to look a key up", e);
    }
  }

  void giveBack() {
    permits.release();
  }

  private StoreException refused(String what, @Nullable Throwable cause) {
    refused.increment();
    return new StoreException(StoreException.Kind.UNREACHABLE, what, cause);
  }
}

package io.claviger.store.cache;

import io.claviger.model.StoreException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Limits how many keys are loaded at once. Thread-safe. */
final class Permits {
  private final Semaphore permits;
  private final LongAdder refused;

  /** Creates this many permits; {@code refused} counts requests that do not get one. */
  Permits(int most, LongAdder refused) {
    this.refused = refused;
    this.permits = new Semaphore(most, true);
  }

  boolean hasFree() {
    return permits.availablePermits() > 0;
  }

  /**
   * Waits for a permit to load a key, which has to be given back. Permits are fair, so that one
   * valid key among many invalid ones has its turn. A request should wait for half of its time at
   * most. Under constant overload the request whose turn comes has waited that long, and needs the
   * rest of its time to read.
   *
   * @throws StoreException if there is none within these nanoseconds
   */
  void acquire(long nanos) {
    try {
      // Tries without a timeout first: an interrupt should only affect a request that has to wait.
      // If others wait already, this would overtake them.
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

package io.claviger.store.cache;

import io.claviger.model.StoreException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Limits how many keys are loaded at once. Thread-safe. */
final class Permits {
  private final Semaphore permits;
  private final @Nullable Permits all;
  private final LongAdder refused;

  private Permits(int most, @Nullable Permits all, LongAdder refused) {
    this.permits = new Semaphore(most, true);
    this.all = all;
    this.refused = refused;
  }

  /** Creates this many permits; {@code refused} counts requests that do not get one. */
  Permits(int most, LongAdder refused) {
    this(most, null, refused);
  }

  /** Creates this many permits, each of which takes one of these too. */
  Permits some(int most) {
    return new Permits(most, this, refused);
  }

  boolean hasFree() {
    return permits.availablePermits() > 0 && (all == null || all.hasFree());
  }

  /**
   * Waits for a permit to load a key, which has to be given back. Permits are fair, so that one
   * valid key among many invalid ones has its turn. A request should wait for half of its time at
   * most. Under constant overload the request whose turn comes has waited that long, and needs the
   * rest of its time to read.
   *
   * @param nanos returns how many nanoseconds are left
   * @throws StoreException if there is none within these nanoseconds
   */
  void acquire(LongSupplier nanos) {
    acquireOwn(nanos.getAsLong());
    if (all != null) {
      try {
        all.acquire(nanos);
      } catch (Throwable e) {
        permits.release();
        throw e;
      }
    }
  }

  private void acquireOwn(long nanos) {
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
    if (all != null) {
      all.giveBack();
    }
    permits.release();
  }

  private StoreException refused(String what, @Nullable Throwable cause) {
    refused.increment();
    return new StoreException(StoreException.Kind.UNREACHABLE, what, cause);
  }
}

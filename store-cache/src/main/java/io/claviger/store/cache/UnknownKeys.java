package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.PublicKey;
import io.claviger.StoreException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Public keys that nobody has: remembered briefly and apart, so that a flood of them drives no good
 * key out, and looked up only so many at a time. Thread-safe.
 */
final class UnknownKeys {
  private final long life;
  private final Cache<PublicKey, Moment> absent;
  private final Semaphore permits;

  UnknownKeys(Options options) {
    this.life = options.bounds().unknown().toNanos();
    this.absent =
        Caffeine.newBuilder()
            .maximumSize(options.sizes().unknownKeys())
            .executor(Runnable::run)
            .build();
    this.permits = new Semaphore(options.sizes().unknownLoads(), true);
  }

  /** Whether it was looked for in vain a moment ago. */
  boolean contains(PublicKey key, Clocks clocks) {
    Moment since = absent.getIfPresent(key);
    return since != null && since.ageAt(clocks.now()) <= life;
  }

  /** A flight found nothing. */
  void land(PublicKey key, Flight<?> flight) {
    // In a step of the map, since whoever creates the key marks the flight before it is forgotten.
    absent
        .asMap()
        .compute(
            key,
            (same, before) ->
                flight.isAbandoned() || flight.isMarked(key) ? before : flight.begun());
  }

  /** It exists now, or may. */
  void forget(PublicKey key) {
    absent.asMap().remove(key);
  }

  /**
   * Waits for the right to look a key up that may be junk; to be given back. In the order in which
   * they come, so that one good key among many that are not has its turn; and for half of the time
   * at most, since where there are always more than can be served, whoever comes first has waited
   * that long, and needs the rest to read.
   *
   * @throws StoreException if it cannot be had by then
   */
  Permit acquirePermit(Deadline deadline) {
    try {
      // Without time first: an interrupt is to end a wait, not what need not wait. But that would
      // overtake who waits.
      boolean free = !permits.hasQueuedThreads() && permits.tryAcquire();
      if (!free && !permits.tryAcquire(deadline.remaining() / 2, TimeUnit.NANOSECONDS)) {
        throw refused("too many keys that are not in use are being looked up", null);
      }
      return new Permit(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("interrupted while waiting to look a key up", e);
    }
  }

  boolean hasPermit() {
    return permits.availablePermits() > 0;
  }

  private static StoreException refused(String what, @Nullable Throwable cause) {
    return new StoreException(StoreException.Kind.UNREACHABLE, what, cause);
  }
}

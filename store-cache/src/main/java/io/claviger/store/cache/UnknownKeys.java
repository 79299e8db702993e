package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.model.PublicKey;

/**
 * Public keys that nobody has: remembered briefly and apart, so that a flood of them drives no good
 * key out. Thread-safe.
 */
final class UnknownKeys {
  private final Clocks clocks;
  private final long life;
  private final Cache<PublicKey, Moment> absent;

  UnknownKeys(Options options) {
    this.clocks = options.clocks();
    this.life = options.bounds().unknown().toNanos();
    this.absent =
        Caffeine.newBuilder()
            .maximumSize(options.sizes().unknownKeys())
            .executor(Runnable::run)
            .build();
  }

  /** Whether it was looked for in vain a moment ago. */
  boolean contains(PublicKey key) {
    Moment since = absent.getIfPresent(key);
    return since != null && since.ageAt(clocks.now()) <= life;
  }

  /** A load found nothing. */
  void complete(PublicKey key, InFlightLoad<?> load) {
    // In a step of the map, since whoever creates the key marks the load before it is forgotten.
    absent
        .asMap()
        .compute(
            key,
            (same, before) -> load.isAbandoned() || load.isMarked(key) ? before : load.begun());
  }

  /** It exists now, or may. */
  void forget(PublicKey key) {
    absent.asMap().remove(key);
  }
}

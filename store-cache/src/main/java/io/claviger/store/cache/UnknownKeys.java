package io.claviger.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.model.PublicKey;

/**
 * Nonexistent public keys, remembered for a short time. They are kept apart from the cached keys,
 * so that a flood of them evicts no valid key. Thread-safe.
 */
final class UnknownKeys {
  private final Clocks clocks;
  private final long life;
  private final Cache<PublicKey, Moment> absent;

  UnknownKeys(Options options) {
    this.clocks = options.clocks();
    this.life = options.unknown().toNanos();
    this.absent =
        Caffeine.newBuilder()
            .maximumSize(options.sizes().unknownKeys())
            .executor(Runnable::run)
            .build();
  }

  /** Returns whether a recent load did not find the key. */
  boolean contains(PublicKey key) {
    Moment since = absent.getIfPresent(key);
    return since != null && since.ageAt(clocks.now()) <= life;
  }

  /** Remembers that a load did not find the key. */
  void complete(PublicKey key, InFlightLoad<?> load) {
    // Runs inside compute: a commit that creates the key marks the load, and then calls forget.
    absent
        .asMap()
        .compute(
            key, (same, before) -> load.isAbandoned() || load.isMarked(key) ? before : load.begun);
  }

  /** Forgets the key, which may exist now. */
  void forget(PublicKey key) {
    absent.asMap().remove(key);
  }
}

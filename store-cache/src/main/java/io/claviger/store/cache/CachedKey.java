package io.claviger.store.cache;

import io.claviger.model.PublicKey;
import io.claviger.spi.store.KeyLookup;

/**
 * A cached key, which is valid while its organization stays at that revision. Thread-safe.
 *
 * <p>It notes few of its uses. Recording each one in Caffeine would cost more than the rest of a
 * hit, and nearly the same keys stay cached without that.
 */
final class CachedKey {
  /** About four seconds, as a power of two of nanoseconds. */
  private static final int TICK_BITS = 32;

  /** How late a use is noted at most. */
  static final long TICK_NANOS = 1L << TICK_BITS;

  private final KeyLookup key;
  private final Freshness freshness;

  // Not volatile: at worst a use is noted more than once.
  private int lastUsed;

  CachedKey(KeyLookup key, Freshness freshness) {
    this.key = key;
    this.freshness = freshness;
  }

  KeyLookup key() {
    return key;
  }

  Freshness freshness() {
    return freshness;
  }

  /**
   * Notes a use. Returns true for the first one, or nearly so, in four seconds, which begin for
   * each key at another time.
   */
  boolean use(Moment now, PublicKey publicKey) {
    int start = publicKey.value().hashCode();
    int tick = (int) ((now.nanos() + Integer.toUnsignedLong(start)) >> TICK_BITS);
    boolean first = tick != lastUsed;
    if (first) {
      lastUsed = tick;
    }
    return first;
  }
}

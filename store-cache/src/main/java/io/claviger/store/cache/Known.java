package io.claviger.store.cache;

import io.claviger.spi.KeyLookup;

/**
 * A key as it was found, packed; good for as long as its organization is where it was then.
 * Thread-safe.
 */
final class Known {
  /**
   * About four seconds, in nanoseconds: a power of two, by which dividing costs a request nothing.
   */
  private static final int TICK_BITS = 32;

  private final KeyLookup key;
  private final Freshness freshness;

  // Not volatile: at worst a use is noted twice.
  private int lastUsed;

  /** Found by a read that began then. */
  Known(KeyLookup key, Freshness freshness, Moment begun) {
    this.key = key;
    this.freshness = freshness;
    this.lastUsed = tick(begun);
  }

  KeyLookup key() {
    return key;
  }

  Freshness freshness() {
    return freshness;
  }

  /** A request uses it; true for the first, or nearly so, in four seconds. */
  boolean use(Moment now) {
    int tick = tick(now);
    if (tick == lastUsed) {
      return false;
    }
    lastUsed = tick;
    return true;
  }

  private static int tick(Moment moment) {
    return (int) (moment.nanos() >> TICK_BITS);
  }
}

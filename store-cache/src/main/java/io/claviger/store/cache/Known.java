package io.claviger.store.cache;

import io.claviger.PublicKey;
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

  // Not volatile: at worst a use is noted more than once.
  private int lastUsed;

  Known(KeyLookup key, Freshness freshness) {
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
   * A request uses it, by its public key; true for the first, or nearly so, in four seconds. Those
   * begin for each key at another time, so that not all are noted at once.
   */
  boolean use(Moment now, PublicKey publicKey) {
    int tick =
        (int) ((now.nanos() + Integer.toUnsignedLong(publicKey.value().hashCode())) >> TICK_BITS);
    if (tick == lastUsed) {
      return false;
    }
    lastUsed = tick;
    return true;
  }
}

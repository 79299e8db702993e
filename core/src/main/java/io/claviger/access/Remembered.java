package io.claviger.access;

import io.claviger.internal.usage.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a secret that was accepted. It is attached to the secret of a look-up in a cache, and
 * has a short hash by which the secret is recognised, and two hints that save further work.
 */
final class Remembered {
  /**
   * The instance that made the hash. Other instances ignore it, since they may have other peppers.
   */
  private final Fingerprints by;

  private final long high;
  private final long low;

  // These fields need not be volatile: a thread that sees older values works just as well.
  private @Nullable Tally counted;
  private boolean upgraded;

  Remembered(Fingerprints by, long high, long low) {
    this.by = by;
    this.high = high;
    this.low = low;
  }

  /** Compares all parts, wherever the first difference is. */
  boolean is(Fingerprints maker, long itsHigh, long itsLow) {
    return by == maker && ((high ^ itsHigh) | (low ^ itsLow)) == 0;
  }

  /** Returns the tally that counted the last request with the secret; null if there is none. */
  @Nullable Tally counted() {
    return counted;
  }

  void count(Tally tally) {
    counted = tally;
  }

  /** Returns whether the secret is known to have current verifiers. */
  boolean isUpgraded() {
    return upgraded;
  }

  void upgrade() {
    upgraded = true;
  }
}

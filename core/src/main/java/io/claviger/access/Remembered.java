package io.claviger.access;

import io.claviger.internal.usage.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What the request path remembers of a secret that was accepted, attached to the secret of a
 * look-up that a cache keeps: a short hash by which it is known again, and two hints that save
 * looking elsewhere.
 */
final class Remembered {
  /** What another remembers, who may have other peppers, is nothing to this one. */
  private final Fingerprints by;

  private final long high;
  private final long low;

  // Not volatile: an old one, or none, is as good.
  private @Nullable Tally counted;
  private boolean upgraded;

  Remembered(Fingerprints by, long high, long low) {
    this.by = by;
    this.high = high;
    this.low = low;
  }

  /** Compares all of it, whatever is different. */
  boolean is(Fingerprints whose, long itsHigh, long itsLow) {
    return by == whose && ((high ^ itsHigh) | (low ^ itsLow)) == 0;
  }

  /** Where the last request with the secret was counted; null if none was. */
  @Nullable Tally counted() {
    return counted;
  }

  void count(Tally tally) {
    counted = tally;
  }

  /** Whether the secret has the verifiers of today. */
  boolean isUpgraded() {
    return upgraded;
  }

  void upgrade() {
    upgraded = true;
  }
}

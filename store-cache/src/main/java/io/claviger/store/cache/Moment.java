package io.claviger.store.cache;

import java.util.concurrent.TimeUnit;

/**
 * An instant, on two clocks.
 *
 * @param nanos of the monotonic clock, which stands still while a machine sleeps
 * @param millis of the wall clock, which may be set
 */
record Moment(long nanos, long millis) {
  /** How long ago this was at that moment, in nanoseconds: by the clock on which it is longer. */
  long ageAt(Moment now) {
    return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis));
  }

  boolean isBefore(Moment other) {
    return nanos - other.nanos < 0;
  }

  /** The later one; the other where the monotonic clock is too coarse to tell. */
  static Moment later(Moment one, Moment other) {
    return other.isBefore(one) ? one : other;
  }
}

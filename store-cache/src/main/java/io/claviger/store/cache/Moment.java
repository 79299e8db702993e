package io.claviger.store.cache;

import java.util.concurrent.TimeUnit;

/**
 * A moment on two clocks.
 *
 * @param nanos the monotonic clock, which stands still while a machine sleeps
 * @param millis the wall clock, which somebody may set
 */
record Moment(long nanos, long millis) {
  /** Returns the nanoseconds from this moment to {@code now}, on the clock where they are more. */
  long ageAt(Moment now) {
    return Math.max(now.nanos - nanos, TimeUnit.MILLISECONDS.toNanos(now.millis - millis));
  }

  boolean isBefore(Moment other) {
    return nanos - other.nanos < 0;
  }

  /** Returns the later moment; the other one if the monotonic clock does not differ. */
  static Moment later(Moment one, Moment other) {
    return other.isBefore(one) ? one : other;
  }
}

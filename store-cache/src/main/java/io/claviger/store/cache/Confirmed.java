package io.claviger.store.cache;

import org.jspecify.annotations.Nullable;

/**
 * When the store last answered for all organizations together. Whatever is in memory and was not
 * evicted since was valid at some moment after that. Thread-safe.
 */
final class Confirmed {
  private volatile @Nullable Moment begun;

  /** Returns the start of the last such question; null before the first answer. */
  @Nullable Moment begun() {
    return begun;
  }

  /** Notes that the store has answered, after what has changed was evicted. */
  void confirm(Moment question) {
    Moment before = begun;
    begun = before == null ? question : Moment.later(before, question);
  }

  /**
   * Returns the age of something in memory.
   *
   * @param all what {@link #begun} returned, before it was read whether the thing is evicted
   * @param own the start of the last read of this thing alone
   */
  static long age(@Nullable Moment all, Moment own, Moment now) {
    long age = own.ageAt(now);
    return all == null ? age : Math.min(age, all.ageAt(now));
  }
}

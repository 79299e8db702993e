package io.claviger.internal.usage;

import io.claviger.model.InvalidValueException;
import java.time.Duration;

/**
 * Defines when counted usage is written.
 *
 * @param interval the time from the first unwritten use to the writing, 1 millisecond to 1 day
 * @param size the number of tallies at which they are written at once, 1 to 1,000,000; there is one
 *     for each key, secret and entry
 */
public record UsageFlushOptions(Duration interval, int size) {
  /** Throws {@link InvalidValueException} if a value is out of range. */
  public UsageFlushOptions {
    boolean sound =
        interval.compareTo(Duration.ofMillis(1)) >= 0
            && interval.compareTo(Duration.ofDays(1)) <= 0
            && size >= 1
            && size <= 1_000_000;
    if (!sound) {
      throw InvalidValueException.of(
          "usage flush",
          interval + ", " + size,
          "must be an interval of 1 millisecond to 1 day, and a size of 1 to 1000000");
    }
  }
}

package io.claviger.internal.usage;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import java.time.Duration;

/**
 * When what was counted is written.
 *
 * @param interval after the first use that is not written
 * @param size of tallies, one for each key, secret and entry, at which it is written at once
 */
public record UsageFlush(Duration interval, int size) {
  /** Throws {@link InvalidValueException} for what makes no sense. */
  public UsageFlush {
    boolean sound =
        interval.compareTo(Duration.ofMillis(1)) >= 0
            && interval.compareTo(Duration.ofDays(1)) <= 0
            && size >= 1
            && size <= 1_000_000;
    if (!sound) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "usage flush",
          interval + ", " + size,
          "must be an interval of 1 millisecond to 1 day, and a size of 1 to 1000000");
    }
  }
}

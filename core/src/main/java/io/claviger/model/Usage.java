package io.claviger.model;

import java.util.Objects;
import java.util.Optional;

/**
 * The number of uses, and the last one.
 *
 * @param count the number of requests that were admitted; 0 or more
 * @param last empty if there was no use
 */
public record Usage(long count, Optional<LastUse> last) {
  private static final Usage NONE = new Usage(0, Optional.empty());

  /**
   * Throws {@link InvalidValueException} unless there is a last use exactly if the count is more
   * than 0.
   */
  public Usage {
    Objects.requireNonNull(last, "last");
    if (count < 0 || (count == 0) != last.isEmpty()) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "usage",
          count + " times, last " + last,
          "must have a count of 0 and no last use, or more than 0 and a last use");
    }
  }

  /** Returns no use. */
  public static Usage none() {
    return NONE;
  }

  /** Returns a single use. */
  public static Usage once(LastUse use) {
    Objects.requireNonNull(use, "use");
    return new Usage(1, Optional.of(use));
  }

  /** Returns the sum: the counts are added, and the later of the last uses is kept. */
  public Usage plus(Usage other) {
    Objects.requireNonNull(other, "other");
    if (other.last.isEmpty()) {
      return this;
    }
    LastUse later = last.map(own -> own.orLater(other.last.get())).orElse(other.last.get());
    return new Usage(count + other.count, Optional.of(later));
  }
}

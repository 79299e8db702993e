package io.claviger.model;

import java.util.Optional;

/**
 * How often something was used, and last.
 *
 * @param count of the requests that were admitted; 0 or more
 * @param last empty where it was never used
 */
public record Usage(long count, Optional<LastUse> last) {
  private static final Usage NONE = new Usage(0, Optional.empty());

  /** Throws {@link InvalidValueException} unless there is a last use exactly where there is any. */
  public Usage {
    if (count < 0 || (count == 0) != last.isEmpty()) {
      throw InvalidValueException.of(
          ErrorCode.INVALID_VALUE,
          "usage",
          count + " times, last " + last,
          "must have a count of 0 and no last use, or more than 0 and a last use");
    }
  }

  /** Never used. */
  public static Usage none() {
    return NONE;
  }

  /** Used once. */
  public static Usage once(LastUse use) {
    return new Usage(1, Optional.of(use));
  }

  /** Both together: the sum of the counts, the later of the last uses. */
  public Usage plus(Usage other) {
    if (other.last.isEmpty()) {
      return this;
    }
    LastUse later = last.map(own -> own.orLater(other.last.get())).orElse(other.last.get());
    return new Usage(count + other.count, Optional.of(later));
  }
}

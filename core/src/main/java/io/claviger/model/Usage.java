package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The number of uses, and the last one.
 *
 * @param count the number of requests that were admitted; 0 or more
 * @param last empty if there was no use
 */
public record Usage(long count, Optional<Last> last) {
  private static final Usage NONE = new Usage(0, Optional.empty());

  /**
   * Throws {@link InvalidValueException} unless there is a last use exactly if the count is more
   * than 0.
   */
  public Usage {
    Objects.requireNonNull(last, "last");
    if (count < 0 || (count == 0) != last.isEmpty()) {
      throw InvalidValueException.of(
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
  public static Usage once(Last use) {
    return new Usage(1, Optional.of(Objects.requireNonNull(use, "use")));
  }

  /** Returns the sum: the counts are added, and the later of the last uses is kept. */
  public Usage plus(Usage other) {
    Objects.requireNonNull(other, "other");
    if (other.last.isEmpty()) {
      return this;
    }
    Last later = last.map(own -> own.orLater(other.last.get())).orElse(other.last.get());
    return new Usage(count + other.count, Optional.of(later));
  }

  /**
   * The instant and the address of the last use.
   *
   * @param at cut to microseconds
   * @param address as the application reported it
   */
  public record Last(Instant at, IpAddress address) {
    /** Cuts the instant to microseconds. */
    public Last {
      Arguments.require(at, "at", address, "address");
      at = Timestamps.micros("last used", at);
    }

    /** Returns the later of the two; this one if both have the same instant. */
    private Last orLater(Last other) {
      return other.at.isAfter(at) ? other : this;
    }
  }
}

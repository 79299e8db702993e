package io.claviger.model;

import io.claviger.internal.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Checks times and durations, and cuts them to microseconds, which every store can keep. */
final class Timestamps {
  private Timestamps() {}

  /** Returns the instant, cut to microseconds. */
  static Instant micros(String what, Instant instant) {
    Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
    if (cut.isBefore(Micros.FIRST) || cut.isAfter(Micros.LAST)) {
      throw InvalidValueException.of(
          what, instant.toString(), "must be in the years 1 to 9999 (UTC)");
    }
    return cut;
  }

  /** Returns the duration, cut to microseconds: zero to {@code longest}. */
  static Duration span(String what, Duration duration, Duration longest) {
    if (duration.isNegative() || duration.compareTo(longest) > 0) {
      throw InvalidValueException.of(
          what, duration.toString(), "must be zero to " + longest.toDays() + " days");
    }
    return duration.truncatedTo(ChronoUnit.MICROS);
  }
}

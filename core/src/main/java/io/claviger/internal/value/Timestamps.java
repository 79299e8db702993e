package io.claviger.internal.value;

import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as every store can keep them: whole microseconds, years 1 to 9999. */
public final class Timestamps {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Timestamps() {}

  /** The instant, cut to microseconds. */
  public static Instant micros(String what, Instant instant) {
    Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
    if (cut.isBefore(FIRST) || cut.isAfter(LAST)) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          what,
          instant.toString(),
          "must be in the years 1 to 9999 (UTC)");
    }
    return cut;
  }

  /** The duration, cut to microseconds: zero to {@code longest}. */
  public static Duration span(String what, Duration duration, Duration longest) {
    if (duration.isNegative() || duration.compareTo(longest) > 0) {
      throw InvalidValue.of(
          ErrorCode.INVALID_ATTRIBUTE,
          what,
          duration.toString(),
          "must be zero to " + longest.toDays() + " days");
    }
    return duration.truncatedTo(ChronoUnit.MICROS);
  }
}

package io.claviger.internal.time;

import java.time.Instant;
import java.util.Optional;

/** Converts times to what every store can keep: whole microseconds in the years 1 to 9999. */
public final class Micros {
  /** The value in microseconds of an expiry that never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The first instant that can be kept. */
  public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** The last instant that can be kept. */
  public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1000;
  private static final long FIRST_MICROS = micros(FIRST);
  private static final long LAST_MICROS = micros(LAST);

  private Micros() {}

  /**
   * Returns the microseconds since 1970. Smaller parts are cut off, and a time that is out of range
   * becomes the nearest one in range.
   */
  public static long toMicros(Instant instant) {
    // Chooses between numbers. To choose between instants, the JVM would have to create the one
    // that a clock returns.
    long second = instant.getEpochSecond();
    if (second < FIRST.getEpochSecond()) {
      return FIRST_MICROS;
    }
    return second > LAST.getEpochSecond() ? LAST_MICROS : micros(instant);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * MICROS + instant.getNano() / NANOS;
  }

  /** Checks whether this many microseconds since 1970 are in range. */
  public static boolean isInRange(long micros) {
    return micros >= FIRST_MICROS && micros <= LAST_MICROS;
  }

  /** Returns the time of this many microseconds since 1970. */
  public static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS);
  }

  /** Returns the time of this many microseconds since 1970, or empty for {@link #NEVER}. */
  public static Optional<Instant> orNever(long micros) {
    return micros == NEVER ? Optional.empty() : Optional.of(ofMicros(micros));
  }
}

package io.claviger.internal.time;

import java.time.Instant;
import java.util.Optional;

/** Times as every store can keep them: whole microseconds, years 1 to 9999. */
public final class Micros {
  /** The end in microseconds of what does not end. */
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
   * Microseconds since 1970, finer parts cut off; a time that is out of range becomes the nearest.
   */
  public static long toMicros(Instant instant) {
    // By numbers: of a choice among instants, the JVM would make the one that a clock gives.
    long second = instant.getEpochSecond();
    if (second < FIRST.getEpochSecond()) {
      return FIRST_MICROS;
    }
    return second > LAST.getEpochSecond() ? LAST_MICROS : micros(instant);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * MICROS + instant.getNano() / NANOS;
  }

  /** Whether so many microseconds since 1970 are a time that is kept. */
  public static boolean isInRange(long micros) {
    return micros >= FIRST_MICROS && micros <= LAST_MICROS;
  }

  /** The time of so many microseconds since 1970. */
  public static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS);
  }

  /** The same, empty for {@link #NEVER}. */
  public static Optional<Instant> orNever(long micros) {
    return micros == NEVER ? Optional.empty() : Optional.of(ofMicros(micros));
  }
}

package io.claviger.store.jdbc.internal.sql;

import java.time.Duration;
import java.time.Instant;

/** Times as tables keep them: microseconds, instants since 1970. */
public final class Micros {
  private static final long PER_SECOND = 1_000_000;

  private Micros() {}

  public static long of(Instant instant) {
    return instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1000;
  }

  public static long of(Duration duration) {
    return duration.toNanos() / 1000;
  }

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
  }
}

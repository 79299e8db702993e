package io.claviger.store.jdbc.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as tables keep them: microseconds, instants since 1970. */
final class Micros {
  private static final long PER_SECOND = 1_000_000;

  private Micros() {}

  static long of(Instant instant) {
    return instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1000;
  }

  static @Nullable Long orNull(@Nullable Instant instant) {
    return instant == null ? null : of(instant);
  }

  static @Nullable Long orNull(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
  }
}

package io.claviger.internal.lookup;

import io.claviger.internal.value.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** The end of something as one number, in microseconds. */
final class Expiry {
  private static final long NEVER = Long.MAX_VALUE;

  private Expiry() {}

  static long micros(Optional<Instant> expiry) {
    return expiry.isEmpty() ? NEVER : Timestamps.toMicros(expiry.get());
  }

  static Optional<Instant> instant(long micros) {
    return micros == NEVER ? Optional.empty() : Optional.of(Timestamps.ofMicros(micros));
  }
}

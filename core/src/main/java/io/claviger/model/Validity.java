package io.claviger.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether and how long a key may be used.
 *
 * @param enabled false while somebody has switched the key off
 * @param expiresAt from this instant on the key is expired; empty for never; microseconds, finer
 *     parts are cut off
 */
public record Validity(boolean enabled, Optional<Instant> expiresAt) {
  private static final Validity UNLIMITED = new Validity(true, Optional.empty());

  /** Cuts the instant to microseconds. */
  public Validity {
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
  }

  /** Enabled, for ever. */
  public static Validity unlimited() {
    return UNLIMITED;
  }

  /** Whether the expiry has come; an instant equal to it is expired. */
  public boolean isExpired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}

package io.claviger.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a key: whether it is enabled, and when it expires.
 *
 * @param enabled false while the key is disabled
 * @param expiresAt the instant from which the key is expired; empty for never; cut to microseconds
 */
public record Validity(boolean enabled, Optional<Instant> expiresAt) {
  private static final Validity UNLIMITED = new Validity(true, Optional.empty());

  /** Cuts the instant to microseconds. */
  public Validity {
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
  }

  /** Returns the validity of an enabled key without expiry. */
  public static Validity unlimited() {
    return UNLIMITED;
  }

  /**
   * Checks whether the key is expired at this instant. At the instant of its expiry it is expired.
   */
  public boolean isExpired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}

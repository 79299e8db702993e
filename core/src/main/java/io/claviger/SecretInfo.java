package io.claviger;

import io.claviger.internal.Timestamps;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What may be known about one secret of a key.
 *
 * @param createdAt microseconds; finer parts are cut off
 * @param expiresAt from this instant on the secret no longer authenticates; empty for never
 */
public record SecretInfo(
    SecretId id, SecretHint hint, Instant createdAt, Optional<Instant> expiresAt) {
  /** Cuts the instants to microseconds. */
  public SecretInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(hint, "hint");
    createdAt = Timestamps.micros("created", createdAt);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
  }

  /**
   * Whether the secret authenticates at this instant; an instant equal to the expiry is expired.
   */
  public boolean isLive(Instant now) {
    return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
  }
}

package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * An access token that stands for a key until it expires or is revoked.
 *
 * @param apiKey the key that it was issued to
 * @param expiresAt from this instant on it is not accepted; cut to microseconds
 */
public record AccessToken(ApiKeyId apiKey, AccessTokenId id, Instant expiresAt) {
  /** The longest time for which a token is issued. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(1);

  /** Cuts the instant. Throws {@link InvalidValueException} if it is out of range. */
  public AccessToken {
    Arguments.require(apiKey, "apiKey", id, "id", expiresAt, "expiresAt");
    expiresAt = Timestamps.micros("expiry of a token", expiresAt);
  }

  /** Checks whether it is expired at this instant. */
  public boolean isExpired(Instant now) {
    return !Objects.requireNonNull(now, "now").isBefore(expiresAt);
  }
}

package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;

/**
 * An access token that was ended before its time.
 *
 * @param apiKey the key that the token was issued to
 * @param endedAt when it was ended; cut to microseconds
 * @param expiresAt when it would have expired, later than {@code endedAt}; cut to microseconds
 */
public record EndedToken(
    OrganizationId organization,
    ApiKeyId apiKey,
    AccessTokenId id,
    Instant endedAt,
    Instant expiresAt) {
  /** Cuts the instants. Throws {@link InvalidValueException} if the token had expired already. */
  public EndedToken {
    Arguments.require(organization, "organization", apiKey, "apiKey", id, "id");
    Arguments.require(endedAt, "endedAt", expiresAt, "expiresAt");
    endedAt = Timestamps.micros("end of a token", endedAt);
    expiresAt = Timestamps.micros("expiry of a token", expiresAt);
    if (!endedAt.isBefore(expiresAt)) {
      throw InvalidValueException.of(
          "ended token", id.value(), "must be ended before it expires, at " + expiresAt);
    }
  }
}

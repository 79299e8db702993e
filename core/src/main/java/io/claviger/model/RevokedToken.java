package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;

/**
 * An access token that was revoked before its time.
 *
 * @param apiKey the key that the token was issued to
 * @param revokedAt when it was revoked; cut to microseconds
 * @param expiresAt when it would have expired, later than {@code revokedAt}; cut to microseconds
 */
public record RevokedToken(
    OrganizationId organization,
    ApiKeyId apiKey,
    AccessTokenId id,
    Instant revokedAt,
    Instant expiresAt) {
  /** Cuts the instants. Throws {@link InvalidValueException} if the token had expired already. */
  public RevokedToken {
    Arguments.require(organization, "organization", apiKey, "apiKey", id, "id");
    Arguments.require(revokedAt, "revokedAt", expiresAt, "expiresAt");
    revokedAt = Timestamps.micros("revocation of a token", revokedAt);
    expiresAt = Timestamps.micros("expiry of a token", expiresAt);
    if (!revokedAt.isBefore(expiresAt)) {
      throw InvalidValueException.of(
          "revoked token", id.value(), "must be revoked before it expires, at " + expiresAt);
    }
  }
}

package io.claviger.internal.management;

import io.claviger.model.AccessToken;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The expiry of access tokens where the clocks of nodes differ. Each node judges a token by its own
 * clock, so one whose clock is ahead must neither forget a revoked token that others still need,
 * nor leave one valid that others still accept.
 */
public final class TokenExpiry {
  /** By how much the clocks of two nodes may differ. */
  private static final Duration CLOCK_MARGIN = AccessToken.MAX_LIFETIME.plusHours(1);

  private static final Duration MIN = Duration.ofNanos(1_000);

  private TokenExpiry() {}

  /** Returns the instant before which a token must have expired to be expired on every node. */
  public static Instant onEveryNode(Instant now) {
    return now.minus(CLOCK_MARGIN);
  }

  /**
   * Returns the token as revoked at this instant; empty if it has expired on every node. If it has
   * expired on this one only, it was revoked just before its expiry.
   */
  public static Optional<RevokedToken> revoked(
      OrganizationId organization, AccessToken token, Instant now) {
    if (token.isExpired(onEveryNode(now))) {
      return Optional.empty();
    }
    Instant last = token.expiresAt().minus(MIN);
    Instant revokedAt = now.isBefore(last) ? now : last;
    return Optional.of(
        new RevokedToken(organization, token.apiKey(), token.id(), revokedAt, token.expiresAt()));
  }
}

package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.AccessToken;
import io.claviger.model.ErrorCode;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.time.InstantSource;

/** Revokes access tokens before their time, for a caller that may. */
public record TokenRevocation(ApiKeyStore store, InstantSource clock) {
  private static final int SWEPT_AT_ONCE = 10;

  /**
   * Revokes a token. One that has expired on every node stays as it is.
   *
   * @throws RuleViolationException if there is no room, which only the application always has
   * @throws UnsupportedOperationException if the store revokes no tokens
   */
  public void run(Caller caller, OrganizationId organization, AccessToken token) {
    RevokedTokens tokens =
        store
            .extensions()
            .revokedTokens()
            .orElseThrow(() -> new UnsupportedOperationException("the store revokes no tokens"));
    Instant now = clock.instant();
    TokenExpiry.revoked(organization, token, now)
        .ifPresent(
            over -> {
              revoke(caller, tokens, over);
              sweep(tokens, TokenExpiry.onEveryNode(now));
            });
  }

  private static void revoke(Caller caller, RevokedTokens tokens, RevokedToken over) {
    RevokedTokens.Bounds bounds =
        caller instanceof Caller.Application
            ? RevokedTokens.Bounds.none()
            : RevokedTokens.Bounds.standard();
    // Even a token that a read shows as revoked: a failover may undo that, and the store makes
    // sure.
    if (!tokens.revoke(over, bounds)) {
      throw new RuleViolationException(
          ErrorCode.TOO_MANY_REVOKED_TOKENS,
          String.format(
              "key %s or its organization has too many revoked tokens that have not expired; delete"
                  + " the secret to end all of its tokens, or let the application end this one",
              over.apiKey()),
          over.apiKey().value());
    }
  }

  /** Keeps the number of rows small. */
  private static void sweep(RevokedTokens tokens, Instant before) {
    try {
      int unused = tokens.sweep(before, SWEPT_AT_ONCE);
    } catch (StoreException ignored) {
      // The token is revoked, and a later call removes the rows.
    }
  }
}

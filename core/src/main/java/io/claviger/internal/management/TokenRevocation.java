package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.AccessToken;
import io.claviger.model.EndedToken;
import io.claviger.model.ErrorCode;
import io.claviger.model.OrganizationId;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.EndedTokens;
import java.time.Instant;
import java.time.InstantSource;

/** Revokes access tokens before their time, for a caller that may. */
public record TokenRevocation(ApiKeyStore store, InstantSource clock) {
  private static final int SWEPT_AT_ONCE = 10;

  /**
   * Revokes a token. One that has expired on every node stays as it is.
   *
   * @throws RuleViolationException if there is no room, which only the application always has
   * @throws UnsupportedOperationException if the store ends no tokens
   */
  public void run(Caller caller, OrganizationId organization, AccessToken token) {
    EndedTokens tokens =
        store
            .extensions()
            .endedTokens()
            .orElseThrow(() -> new UnsupportedOperationException("the store ends no tokens"));
    Instant now = clock.instant();
    TokenExpiry.end(organization, token, now)
        .ifPresent(
            over -> {
              end(caller, tokens, over);
              sweep(tokens, TokenExpiry.onEveryNode(now));
            });
  }

  private static void end(Caller caller, EndedTokens tokens, EndedToken over) {
    EndedTokens.Bounds bounds =
        caller instanceof Caller.Application
            ? EndedTokens.Bounds.none()
            : EndedTokens.Bounds.standard();
    // Even a token that a read shows as ended: a failover may undo that, and the store makes sure.
    if (!tokens.end(over, bounds)) {
      throw new RuleViolationException(
          ErrorCode.TOO_MANY_ENDED_TOKENS,
          String.format(
              "key %s or its organization has too many ended tokens that have not expired; delete"
                  + " the secret to end all of its tokens, or let the application end this one",
              over.apiKey()),
          over.apiKey().value());
    }
  }

  /** Keeps the number of rows small. */
  private static void sweep(EndedTokens tokens, Instant before) {
    try {
      int unused = tokens.sweep(before, SWEPT_AT_ONCE);
    } catch (StoreException ignored) {
      // The token is revoked, and a later call removes the rows.
    }
  }
}

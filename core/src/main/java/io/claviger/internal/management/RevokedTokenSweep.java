package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.internal.time.Micros;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Deletes revoked access tokens that have expired. */
record RevokedTokenSweep(ApiKeyStore store, InstantSource clock) {
  private static final int PAGE = 100;

  /**
   * Deletes those that had expired before this instant, and on every node. Returns how many. Stores
   * delete those of all organizations, so it deletes none for a caller other than the application.
   */
  int run(Caller caller, Instant expiredBy) {
    Optional<RevokedTokens> tokens = store.extensions().revokedTokens();
    if (tokens.isEmpty() || !(caller instanceof Caller.Application)) {
      return 0;
    }
    Instant onEveryNode = TokenExpiry.onEveryNode(clock.instant());
    Instant before = expiredBy.isBefore(onEveryNode) ? expiredBy : onEveryNode;
    // Stores know no earlier instants.
    return before.isBefore(Micros.FIRST) ? 0 : sweep(tokens.get(), before);
  }

  private static int sweep(RevokedTokens tokens, Instant before) {
    int deleted = 0;
    int found;
    do {
      found = tokens.sweep(before, PAGE);
      deleted += found;
    } while (found == PAGE);
    return deleted;
  }
}

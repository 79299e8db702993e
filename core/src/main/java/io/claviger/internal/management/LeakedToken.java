package io.claviger.internal.management;

import io.claviger.model.AccessToken;
import io.claviger.model.EndedToken;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretInfo;
import io.claviger.spi.EndedTokens;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.Proof;
import java.time.Instant;
import java.util.Optional;

/** Ends an access token that somebody else has seen. */
public final class LeakedToken {
  private LeakedToken() {}

  /** Ends the token that this proof is; empty if it is none of a key and of its secrets. */
  public static Optional<SecretInfo.Leak> end(
      Management management, PublicKey publicKey, Proof leaked) {
    return leaked
        .token()
        .flatMap(
            token ->
                management
                    .store()
                    .findByPublicKey(publicKey)
                    .filter(key -> key.id().equals(token.apiKey()))
                    .flatMap(key -> end(management, key, leaked, token)));
  }

  private static Optional<SecretInfo.Leak> end(
      Management management, KeyLookup key, Proof leaked, AccessToken token) {
    return key.secrets().stream()
        .filter(secret -> leaked.isMadeWith(secret.id(), secret.verifiers()))
        .findFirst()
        .map(
            secret ->
                new SecretInfo.Leak(
                    key.organization().id(), key.id(), secret.id(), end(management, key, token)));
  }

  private static boolean end(Management management, KeyLookup key, AccessToken token) {
    Instant now = management.context().clock().instant();
    Optional<EndedTokens> ended = management.store().extensions().endedTokens();
    Optional<EndedToken> end = TokenExpiry.end(key.organization().id(), token, now);
    if (ended.isEmpty() || end.isEmpty()) {
      return false;
    }
    boolean good =
        !ended
            .get()
            .live(key.organization().id(), end.get().endedAt())
            .tokens()
            .contains(token.id());
    // Also if it is ended: a read does not show whether a failover may undo that, and the store
    // makes sure.
    return ended.get().end(end.get(), EndedTokens.Bounds.none()) && good && !token.isExpired(now);
  }
}

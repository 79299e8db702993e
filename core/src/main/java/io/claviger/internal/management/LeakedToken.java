package io.claviger.internal.management;

import io.claviger.model.AccessToken;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Proof;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import java.time.Instant;
import java.util.Optional;

/** Finds the key of a leaked access token. */
public final class LeakedToken {
  private LeakedToken() {}

  /**
   * Returns what {@code reportLeak} returns once the token is revoked; empty if the token belongs
   * to no secret of a key.
   */
  public static Optional<SecretInfo.Leak> find(
      Management management, PublicKey publicKey, Proof leaked) {
    ApiKeyStore store = management.store();
    Instant now = management.context().clock().instant();
    return leaked
        .token()
        .flatMap(
            token ->
                store
                    .findByPublicKey(publicKey)
                    .filter(key -> key.id().equals(token.apiKey()))
                    .flatMap(key -> find(key, leaked, canBeRevoked(store, key, token, now))));
  }

  private static Optional<SecretInfo.Leak> find(KeyLookup key, Proof leaked, boolean revocable) {
    return key.secrets().stream()
        .filter(secret -> leaked.isMadeWith(secret.id(), secret.verifiers()))
        .findFirst()
        .map(
            secret ->
                SecretInfo.Leak.of(key.organization().id(), key.id(), secret.id(), revocable));
  }

  private static boolean canBeRevoked(
      ApiKeyStore store, KeyLookup key, AccessToken token, Instant now) {
    return !token.isExpired(now)
        && store
            .extensions()
            .revokedTokens()
            .filter(
                revoked ->
                    !revoked.live(key.organization().id(), now).tokens().contains(token.id()))
            .isPresent();
  }
}

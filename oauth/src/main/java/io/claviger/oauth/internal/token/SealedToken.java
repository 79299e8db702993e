package io.claviger.oauth.internal.token;

import io.claviger.model.AccessToken;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The content of an access token.
 *
 * @param publicKey finds the key
 * @param secret the secret that was presented for it
 * @param issuedAt rounded up to a second; the expiry is a whole second too
 * @param roles the only roles of the token; empty for those of the key
 */
public record SealedToken(
    AccessToken token,
    PublicKey publicKey,
    SecretId secret,
    Instant issuedAt,
    Optional<Set<RoleAssignment>> roles) {
  /** Throws {@link InvalidValueException} for instants that the bytes of a token do not hold. */
  public SealedToken {
    Duration lifetime = Duration.between(issuedAt, token.expiresAt());
    if (!TokenBytes.holdIssue(issuedAt) || !TokenBytes.holdLifetime(lifetime)) {
      throw InvalidValueException.of(
          "lifetime of a token",
          lifetime + " from " + issuedAt,
          "must be whole seconds, at most 2^24 - 1 of them, from a whole second since 1970");
    }
  }
}

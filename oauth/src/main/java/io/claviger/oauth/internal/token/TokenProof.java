package io.claviger.oauth.internal.token;

import io.claviger.model.AccessToken;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that somebody had a secret of the key when the token was sealed. Everything else is judged
 * now, by the library.
 */
public record TokenProof(SealedToken sealed) implements Proof {
  @Override
  public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
    return secret.equals(sealed.secret());
  }

  /** An access token may be used any number of times. */
  @Override
  public boolean isFresh(Instant now) {
    return true;
  }

  @Override
  public Optional<Set<RoleAssignment>> roles() {
    return sealed.roles();
  }

  @Override
  public Optional<AccessToken> token() {
    return Optional.of(sealed.token());
  }
}

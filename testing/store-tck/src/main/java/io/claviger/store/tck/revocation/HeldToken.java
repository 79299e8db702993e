package io.claviger.store.tck.revocation;

import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** An access token for a secret, as a client has it that exchanged its key. It lasts long. */
record HeldToken(AccessToken its, SecretId secret) implements Proof {
  private static final Instant END = Instant.parse("2999-01-01T00:00:00Z");

  /** Returns a new token. */
  static HeldToken of(IssuedApiKey issued) {
    AccessToken its = new AccessToken(issued.apiKey().id(), newId(), END);
    return new HeldToken(its, issued.secretId());
  }

  /** Returns another token for the same secret. */
  HeldToken another() {
    return new HeldToken(new AccessToken(its.apiKey(), newId(), END), secret);
  }

  private static AccessTokenId newId() {
    SplittableRandom random = new SplittableRandom();
    return new AccessTokenId(String.format("%016x%08x", random.nextLong(), random.nextInt()));
  }

  @Override
  public boolean isMadeWith(SecretId presented, List<Verifier> verifiers) {
    return presented.equals(secret);
  }

  @Override
  public boolean isFresh(Instant now) {
    return true;
  }

  @Override
  public Optional<AccessToken> token() {
    return Optional.of(its);
  }
}

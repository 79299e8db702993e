package io.claviger.access;

import io.claviger.model.ApiKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import java.time.Instant;
import java.util.List;

/** A proof of the first secret of a key, which is always good. */
public record TrustedProof(SecretId secret) implements Proof {
  public static Credential of(ApiKey key) {
    return Credential.proof(key.publicKey(), new TrustedProof(key.secrets().get(0).id()));
  }

  @Override
  public boolean isMadeWith(SecretId each, List<Verifier> verifiers) {
    return each.equals(secret);
  }

  @Override
  public boolean isFresh(Instant now) {
    return true;
  }
}

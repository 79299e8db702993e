package io.claviger.http.digest;

import io.claviger.http.digest.DigestResult.Detail;
import io.claviger.model.SecretId;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The proof in one answer, and the results of checking it. */
final class DigestProof implements Proof {
  private final DigestAnswer answer;
  private final String method;
  private final EqualWork work;
  private final NonceCheck nonces;
  private boolean hasVerifier;
  private Optional<Detail> stale = Optional.empty();

  DigestProof(DigestAnswer answer, String method, EqualWork work, NonceCheck nonces) {
    this.answer = answer;
    this.method = method;
    this.work = work;
    this.nonces = nonces;
  }

  @Override
  public boolean isMadeWith(SecretId secret, List<Verifier> stored) {
    Optional<Boolean> made = work.isMadeWith(answer, method, secret, stored);
    hasVerifier |= made.isPresent();
    return made.orElse(false);
  }

  @Override
  public boolean isFresh(Instant now) {
    stale = nonces.refusal(answer, now);
    return stale.isEmpty();
  }

  /** Returns whether a secret of the key has a verifier for this realm and algorithm. */
  boolean hasVerifier() {
    return hasVerifier;
  }

  /** Returns why the answer is not fresh, or empty if it is. */
  Optional<Detail> stale() {
    return stale;
  }
}

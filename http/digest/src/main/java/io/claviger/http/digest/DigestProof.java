package io.claviger.http.digest;

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
  private boolean replay;

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
    ReplayWindow.Verdict verdict = nonces.use(answer, now);
    replay = verdict == ReplayWindow.Verdict.REPEATED;
    return verdict == ReplayWindow.Verdict.FIRST;
  }

  @Override
  public boolean isReplay() {
    return replay;
  }

  /** Tells a key that cannot be used with Digest yet from a wrong secret. */
  @Override
  public String detail() {
    return hasVerifier ? "" : "NO_VERIFIER";
  }
}

package io.claviger.internal.credential;

import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.access.digest.DigestAuthenticator;
import io.claviger.access.digest.DigestRequest;
import io.claviger.access.digest.DigestSettings;
import io.claviger.internal.digest.Challenges;
import io.claviger.internal.digest.DigestAnswer;
import io.claviger.internal.digest.DigestHeader;
import io.claviger.internal.digest.NonceCheck;
import io.claviger.internal.lookup.PackedKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Checks answers to challenges against the key in a store. */
final class StoreDigestAuthenticator implements DigestAuthenticator {
  private final KeyReader keys;
  private final DigestSettings settings;
  private final Ha1Comparison comparison;
  private final NonceCheck nonces;
  private final Challenges challenges;

  StoreDigestAuthenticator(
      KeyReader keys,
      DigestSettings settings,
      Ha1Comparison comparison,
      NonceCheck nonces,
      Challenges challenges) {
    this.keys = keys;
    this.settings = settings;
    this.comparison = comparison;
    this.nonces = nonces;
    this.challenges = challenges;
  }

  @Override
  public Authentication authenticate(DigestRequest request) {
    if (request.authorization().isEmpty()) {
      return new Rejected(Rejected.Reason.MISSING);
    }
    Optional<DigestAnswer> answer =
        DigestHeader.read(request.authorization()).filter(this::isExpected);
    if (answer.isEmpty()) {
      return new Rejected(Rejected.Reason.MALFORMED);
    }
    return answer.get().uri().equals(request.target())
        ? authenticate(answer.get(), request.method())
        : new Rejected(Rejected.Reason.OTHER_TARGET);
  }

  @Override
  public List<String> challenges(Rejected rejection) {
    Objects.requireNonNull(rejection, "rejection");
    return challenges.make(
        rejection.reason() == Rejected.Reason.STALE_NONCE
            || rejection.reason() == Rejected.Reason.REPLAYED);
  }

  private boolean isExpected(DigestAnswer answer) {
    return answer.realm().equals(settings.realm())
        && settings.accepted().contains(answer.algorithm());
  }

  private Authentication authenticate(DigestAnswer answer, String method) {
    PackedKey key = keys.lookUp(answer.publicKey());
    Ha1Comparison.Result result = comparison.find(key, answer, method);
    // Also where that is decided already: each rejection takes the same work.
    Authentication judged = keys.judge(key, result.secret());
    if (key != null && result.secret() == Ha1Comparison.NONE) {
      return new Rejected(result.otherwise());
    }
    return judged instanceof Authenticated good ? once(answer, good) : judged;
  }

  /** The nonce comes last: what is refused for another reason leaves no trace. */
  private Authentication once(DigestAnswer answer, Authenticated good) {
    return nonces.refusal(answer, good.at()).<Authentication>map(Rejected::new).orElse(good);
  }
}

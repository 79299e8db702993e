package io.claviger.http.digest;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.digest.DigestResult.Accepted;
import io.claviger.http.digest.DigestResult.Detail;
import io.claviger.http.digest.DigestResult.Refused;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the answers in requests, and lets {@link Claviger} check them against the keys. */
record KeyDigestAuthenticator(
    Claviger claviger,
    DigestSettings settings,
    EqualWork work,
    NonceCheck nonces,
    Challenges challenges)
    implements DigestAuthenticator {
  @Override
  public DigestResult authenticate(DigestRequest request) {
    Objects.requireNonNull(request, "request");
    if (request.authorization().isEmpty()) {
      return reject(new Credential.Missing(), Optional.empty());
    }
    Optional<DigestAnswer> answer =
        DigestHeader.read(request.authorization()).filter(this::isExpected);
    if (answer.isEmpty()) {
      return reject(new Credential.Malformed(), Optional.empty());
    }
    return answer.get().uri().equals(request.target())
        ? authenticate(answer.get(), request.method())
        : reject(new Credential.Malformed(), Optional.of(Detail.OTHER_TARGET));
  }

  /** Lets the library reject a request that names no key, so that it counts the rejection. */
  private DigestResult reject(Credential credential, Optional<Detail> detail) {
    return new Refused((Rejected) claviger.authenticator().authenticate(credential), detail);
  }

  @Override
  public List<String> challenges(Rejected rejection) {
    Objects.requireNonNull(rejection, "rejection");
    return challenges.make(rejection.reason() == Rejected.Reason.STALE_PROOF);
  }

  private boolean isExpected(DigestAnswer answer) {
    return answer.realm().equals(settings.realm())
        && settings.accepted().contains(answer.algorithm());
  }

  private DigestResult authenticate(DigestAnswer answer, String method) {
    DigestProof proof = new DigestProof(answer, method, work, nonces);
    AuthenticationResult found = claviger.authenticate(answer.publicKey(), proof);
    if (found instanceof Authenticated key) {
      return new Accepted(key);
    }
    Rejected rejected = (Rejected) found;
    if (rejected.reason() == Rejected.Reason.WRONG_SECRET && !proof.hasVerifier()) {
      return Refused.of(Detail.NO_VERIFIER);
    }
    return new Refused(rejected, proof.stale());
  }
}

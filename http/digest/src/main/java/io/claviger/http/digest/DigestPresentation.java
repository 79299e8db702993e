package io.claviger.http.digest;

import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.Presentation;
import java.util.List;
import java.util.Optional;

/** Reads the answers in requests. The library checks them against the keys. */
record DigestPresentation(
    DigestSettings settings, EqualWork work, NonceCheck nonces, Challenges challenges)
    implements Presentation {
  @Override
  public Optional<Credential> read(IncomingRequest request, Authorization header) {
    return header.has(DigestHeader.SCHEME)
        ? Optional.of(
            DigestHeader.read(header)
                .filter(this::isExpected)
                .map(answer -> credential(answer, request))
                .orElseGet(() -> Credential.malformed("")))
        : Optional.empty();
  }

  private Credential credential(DigestAnswer answer, IncomingRequest request) {
    return isFor(request.target(), answer.uri())
        ? Credential.proof(
            answer.publicKey(), new DigestProof(answer, request.method(), work, nonces))
        : Credential.malformed("OTHER_TARGET");
  }

  private boolean isFor(String target, String signed) {
    int query = target.indexOf('?');
    return signed.equals(target)
        || (settings.acceptsPathOnly() && query >= 0 && signed.equals(target.substring(0, query)));
  }

  private boolean isExpected(DigestAnswer answer) {
    return answer.realm().equals(settings.realm())
        && settings.accepted().contains(answer.algorithm());
  }

  /**
   * Says {@code stale=true} after a replay too: an honest client may repeat a request whose
   * response was lost.
   */
  @Override
  public List<String> challenges(String realm, Optional<Rejected> own) {
    return challenges.make(own.filter(DigestPresentation::isStale).isPresent());
  }

  private static boolean isStale(Rejected rejected) {
    return rejected.reason() == Rejected.Reason.STALE_PROOF
        || rejected.reason() == Rejected.Reason.REPLAYED_PROOF;
  }
}

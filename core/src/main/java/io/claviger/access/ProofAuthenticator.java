package io.claviger.access;

import io.claviger.model.AccessToken;
import io.claviger.model.PublicKey;
import io.claviger.model.Roles;
import io.claviger.spi.Proof;
import io.claviger.spi.store.RevokedTokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by a proof against the key in a store.
 *
 * @param declared the roles that the application declares
 * @param revoked empty if the store revokes no tokens
 */
record ProofAuthenticator(
    KeyReader keys, EqualWork work, Roles declared, Optional<RevokedTokens> revoked) {
  AuthenticationResult judge(PublicKey publicKey, Proof proof) {
    AuthenticationResult judged = work.judge(keys.lookUp(publicKey), proof);
    String detail = proof.detail();
    if (!(judged instanceof Authenticated good)) {
      Rejected.Reason reason = ((Rejected) judged).reason();
      return Rejected.of(reason, reason == Rejected.Reason.WRONG_SECRET ? detail : "");
    }
    Authenticated limited = good.limitedBy(proof, declared);
    Rejected.Reason refused = reasonToRefuse(limited);
    if (refused != null) {
      return Rejected.of(refused);
    }
    // A proof that is valid once is used up by isFresh, so nothing that may fail comes after it.
    if (proof.isFresh(limited.at())) {
      return keys.accept(limited);
    }
    return Rejected.of(
        proof.isReplay() ? Rejected.Reason.REPLAYED_PROOF : Rejected.Reason.STALE_PROOF);
  }

  /**
   * Returns why the access token of this key is not accepted; null if it is accepted. Without an
   * access token, only clients are refused.
   */
  private Rejected.@Nullable Reason reasonToRefuse(Authenticated key) {
    Optional<AccessToken> presented = key.accessToken();
    if (presented.isEmpty()) {
      return work.isOfClient(key.key()) ? Rejected.Reason.CLIENT_SECRET : null;
    }
    AccessToken token = presented.get();
    if (!token.apiKey().equals(key.id())) {
      return Rejected.Reason.WRONG_SECRET;
    }
    if (token.isExpired(key.at())) {
      return Rejected.Reason.TOKEN_EXPIRED;
    }
    return revoked.isPresent()
            && revoked.get().live(key.organization(), key.at()).tokens().contains(token.id())
        ? Rejected.Reason.TOKEN_REVOKED
        : null;
  }
}

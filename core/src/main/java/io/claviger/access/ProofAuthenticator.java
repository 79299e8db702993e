package io.claviger.access;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.model.PublicKey;
import io.claviger.spi.Proof;

/** Authenticates by a proof against the key in a store. */
record ProofAuthenticator(KeyReader keys, CredentialFormats formats) {
  AuthenticationResult authenticate(PublicKey publicKey, Proof proof) {
    AuthenticationResult judged = EqualWork.judge(keys, formats, keys.lookUp(publicKey), proof);
    if (!(judged instanceof Authenticated good)) {
      return judged;
    }
    return proof.isFresh(good.at()) ? keys.accept(good) : new Rejected(Rejected.Reason.STALE_PROOF);
  }
}

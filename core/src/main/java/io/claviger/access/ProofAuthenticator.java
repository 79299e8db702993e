package io.claviger.access;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.Proof;

/** Authenticates by a proof against the key in a store, and counts what it rejects. */
record ProofAuthenticator(KeyReader keys, EqualWork work, AccessCounter counter) {
  AuthenticationResult authenticate(PublicKey publicKey, Proof proof) {
    try {
      return counter.counted(judge(publicKey, proof));
    } catch (StoreException e) {
      throw counter.counted(e);
    }
  }

  private AuthenticationResult judge(PublicKey publicKey, Proof proof) {
    AuthenticationResult judged = work.judge(keys.lookUp(publicKey), proof);
    if (!(judged instanceof Authenticated good)) {
      return judged;
    }
    // A proof that is valid once is used up by isFresh, so nothing that may fail comes after it.
    Authenticated narrowed = proof.roles().map(good::narrowedTo).orElse(good);
    return proof.isFresh(good.at())
        ? keys.accept(narrowed)
        : new Rejected(Rejected.Reason.STALE_PROOF);
  }
}

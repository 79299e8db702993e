package io.claviger.access;

import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Authenticates by a proof against the key in a store. */
record ProofAuthenticator(KeyReader keys) {
  private static final SecretId NOBODYS = new SecretId("0".repeat(24));

  AuthenticationResult authenticate(PublicKey publicKey, Proof proof) {
    KeyLookup key = keys.lookUp(publicKey);
    int secret = find(key, proof);
    // Judged even if no secret was found, since each rejection takes the same work.
    AuthenticationResult judged = keys.judge(key, secret);
    if (!(judged instanceof Authenticated good)) {
      return judged;
    }
    return proof.isFresh(good.at()) ? keys.accept(good) : new Rejected(Rejected.Reason.STALE_PROOF);
  }

  /** Tries every secret, even after one matched. */
  private static int find(@Nullable KeyLookup key, Proof proof) {
    List<LookupSecret> secrets = key == null ? List.of() : key.secrets();
    if (secrets.isEmpty()) {
      boolean unused = proof.isMadeWith(NOBODYS, List.of());
    }
    int found = KeyReader.NONE;
    for (int i = 0; i < secrets.size(); i++) {
      if (proof.isMadeWith(secrets.get(i).id(), secrets.get(i).verifiers())) {
        found = i;
      }
    }
    return found;
  }
}

package io.claviger.internal.credential;

import io.claviger.PublicKey;
import io.claviger.SecretId;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.lookup.PackedSecret;
import io.claviger.spi.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks proofs against the key in a store. */
public final class ProofAuthenticator {
  private static final SecretId NOBODYS = new SecretId("0".repeat(24));

  private final KeyReader keys;

  public ProofAuthenticator(KeyReader keys) {
    this.keys = keys;
  }

  /** Of the key with this public half. */
  public Authentication authenticate(PublicKey publicKey, Proof proof) {
    PackedKey key = keys.lookUp(publicKey);
    int secret = find(key, proof);
    // Also where that is decided already: each rejection takes the same work.
    Authentication judged = keys.judge(key, secret);
    return judged instanceof Authenticated good && !proof.isFresh(good.at())
        ? new Rejected(Rejected.Reason.STALE_PROOF)
        : judged;
  }

  /** Tries every secret, whether or not one was found. */
  private static int find(@Nullable PackedKey key, Proof proof) {
    int count = key == null ? 0 : key.secretCount();
    if (count == 0) {
      boolean unused = proof.isMadeWith(NOBODYS, List.of());
    }
    int found = SecretHasher.NONE;
    for (int i = 0; key != null && i < count; i++) {
      PackedSecret secret = key.secret(i);
      if (proof.isMadeWith(secret.secretId(), secret.toVerifiers())) {
        found = i;
      }
    }
    return found;
  }
}

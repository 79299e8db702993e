package io.claviger.access;

import io.claviger.access.Credential.Pair;
import io.claviger.spi.KeyLookup;
import java.util.Objects;
import java.util.Optional;

/** Authenticates pairs and tokens against the key in a store. */
record StoreAuthenticator(KeyReader keys, EqualWork work, Optional<VerifierUpgrade> upgrade)
    implements Authenticator {
  @Override
  public AuthenticationResult authenticate(Credential credential) {
    if (credential instanceof Pair pair) {
      return authenticate(pair);
    }
    Objects.requireNonNull(credential, "credential");
    return new Rejected(
        credential instanceof Credential.Missing
            ? Rejected.Reason.MISSING
            : Rejected.Reason.MALFORMED);
  }

  private AuthenticationResult authenticate(Pair pair) {
    KeyLookup key = keys.lookUp(pair.publicKey());
    AuthenticationResult judged = work.judge(key, pair.privateKey());
    if (!(judged instanceof Authenticated good)) {
      return judged;
    }
    if (upgrade.isPresent()) {
      upgrade.get().after(good, pair.privateKey());
    }
    return keys.accept(good);
  }
}

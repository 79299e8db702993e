package io.claviger.access;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import java.util.Objects;
import java.util.Optional;

/** Authenticates pairs and tokens against the key in a store, and counts what it rejects. */
record StoreAuthenticator(
    KeyReader keys,
    CredentialFormats formats,
    EqualWork work,
    Optional<VerifierUpgrade> upgrade,
    AccessCounter counter)
    implements Authenticator {
  @Override
  public AuthenticationResult authenticate(Credential credential) {
    Objects.requireNonNull(credential, "credential");
    try {
      return counter.counted(judge(credential));
    } catch (StoreException e) {
      throw counter.counted(e);
    }
  }

  /** A token whose prefix is not declared is malformed, so the store is not read. */
  private AuthenticationResult judge(Credential credential) {
    if (credential instanceof Credential.Missing) {
      return new Rejected(Rejected.Reason.MISSING);
    }
    if (!(credential instanceof Credential.Pair pair) || formats.refuses(pair.privateKey())) {
      return new Rejected(Rejected.Reason.MALFORMED);
    }
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

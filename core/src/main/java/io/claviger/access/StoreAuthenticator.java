package io.claviger.access;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.model.StoreException;
import io.claviger.spi.KeyLookup;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Authenticates credentials against the key in a store, and counts what it rejects. */
record StoreAuthenticator(
    KeyReader keys,
    CredentialFormats formats,
    EqualWork work,
    Optional<VerifierUpgrade> upgrade,
    ProofAuthenticator proofs,
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

  /** Returns the pair that a request presents, for whatever purpose; null if it presents none. */
  static Credential.@Nullable Pair pairIn(Credential credential) {
    if (credential instanceof Credential.ForExchange exchange) {
      return exchange.pair();
    }
    return credential instanceof Credential.Pair pair ? pair : null;
  }

  /** A token whose prefix is not declared is malformed, so the store is not read. */
  private AuthenticationResult judge(Credential credential) {
    if (credential instanceof Credential.Missing) {
      return new Rejected(Rejected.Reason.MISSING);
    }
    if (credential instanceof Credential.ByProof presented) {
      return proofs.judge(presented.publicKey(), presented.proof());
    }
    Credential.Pair pair = pairIn(credential);
    if (pair == null || formats.refuses(pair.privateKey())) {
      return new Rejected(Rejected.Reason.MALFORMED);
    }
    KeyLookup key = keys.lookUp(pair.publicKey());
    Predicate<Authenticated> accepted =
        credential instanceof Credential.ForExchange exchange
            ? exchange.clients()
            : work.ordinaryKeys;
    AuthenticationResult judged = work.judge(key, pair.privateKey(), accepted);
    if (!(judged instanceof Authenticated good)) {
      return judged;
    }
    if (upgrade.isPresent()) {
      upgrade.get().after(good, pair.privateKey());
    }
    return keys.accept(good);
  }
}

package io.claviger.access;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** A token whose prefix is not declared is malformed, so the store is not read. */
  private AuthenticationResult judge(Credential credential) {
    if (credential instanceof Credential.Missing) {
      return Rejected.of(Rejected.Reason.MISSING);
    }
    if (credential instanceof Credential.Proved proved) {
      return proofs.judge(proved.publicKey, proved.proof);
    }
    Credential.Pair pair = Credential.pairIn(credential);
    if (pair == null || formats.refuses(pair.privateKey)) {
      String detail = credential instanceof Credential.Malformed malformed ? malformed.detail : "";
      return Rejected.of(Rejected.Reason.MALFORMED, detail);
    }
    KeyLookup key = keys.lookUp(pair.publicKey);
    Predicate<Authenticated> accepted =
        credential instanceof Credential.Exchange exchange ? exchange.clients : work.ordinaryKeys;
    AuthenticationResult judged = work.judge(key, pair.privateKey, accepted);
    if (!(judged instanceof Authenticated good)) {
      return judged;
    }
    if (upgrade.isPresent()) {
      upgrade.get().after(good, pair.privateKey);
    }
    return keys.accept(good);
  }
}

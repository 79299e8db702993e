package io.claviger.internal.credential;

import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredSecret;
import java.time.InstantSource;
import java.util.Optional;

/** Checks pairs, and tokens, against the key in a store. */
public final class StoreAuthenticator implements Authenticator {
  private final KeyReader keys;
  private final SecretHasher hasher;
  private final Optional<VerifierUpgrade> upgrade;

  /** Over this store, where verifiers stay as they are. */
  public StoreAuthenticator(ApiKeyStore store, SecretHasher hasher, InstantSource clock) {
    this(new KeyReader(store, clock), hasher, Optional.empty());
  }

  /** Of these keys. */
  public StoreAuthenticator(
      KeyReader keys, SecretHasher hasher, Optional<VerifierUpgrade> upgrade) {
    this.keys = keys;
    this.hasher = hasher;
    this.upgrade = upgrade;
  }

  @Override
  public Authentication authenticate(PresentedCredential credential) {
    if (credential instanceof PresentedCredential.Pair pair) {
      return authenticate(pair);
    }
    return new Rejected(
        credential instanceof PresentedCredential.Missing
            ? Rejected.Reason.MISSING
            : Rejected.Reason.MALFORMED);
  }

  private Authentication authenticate(PresentedCredential.Pair pair) {
    Optional<KeyLookup> lookup = keys.lookUp(pair.publicKey());
    if (lookup.isEmpty()) {
      hasher.compareWithDummy(pair.privateKey());
      return new Rejected(Rejected.Reason.UNKNOWN_KEY);
    }
    Optional<StoredSecret> secret = hasher.find(lookup.get().stored().secrets(), pair.privateKey());
    if (secret.isEmpty()) {
      return new Rejected(Rejected.Reason.WRONG_SECRET);
    }
    Authentication judged = keys.judge(lookup.get(), secret.get());
    if (judged instanceof Authenticated good) {
      upgrade.ifPresent(its -> its.after(lookup.get(), secret.get(), pair.privateKey(), good.at()));
    }
    return judged;
  }
}

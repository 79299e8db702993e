package io.claviger.internal.credential;

import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.spi.ApiKeyStore;
import java.time.InstantSource;
import java.util.Objects;
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
    Objects.requireNonNull(credential, "credential");
    return new Rejected(
        credential instanceof PresentedCredential.Missing
            ? Rejected.Reason.MISSING
            : Rejected.Reason.MALFORMED);
  }

  private Authentication authenticate(PresentedCredential.Pair pair) {
    PackedKey key = keys.lookUp(pair.publicKey());
    if (key == null) {
      hasher.compareWithDummy(pair.privateKey());
      return new Rejected(Rejected.Reason.UNKNOWN_KEY);
    }
    int secret = hasher.find(key, pair.privateKey());
    if (secret == SecretHasher.NONE) {
      return new Rejected(Rejected.Reason.WRONG_SECRET);
    }
    Authentication judged = keys.judge(key, secret);
    if (upgrade.isPresent() && judged instanceof KeyAuthentication good) {
      upgrade.get().after(good, pair.privateKey());
    }
    return judged;
  }
}

package io.claviger.internal.credential;

import io.claviger.ApiKey;
import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredSecret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Looks the key up in a store. */
public final class StoreAuthenticator implements Authenticator {
  private final ApiKeyStore store;
  private final SecretHasher hasher;
  private final InstantSource clock;

  /** Over this store. */
  public StoreAuthenticator(ApiKeyStore store, SecretHasher hasher, InstantSource clock) {
    this.store = store;
    this.hasher = hasher;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(PresentedCredential credential) {
    if (!(credential instanceof PresentedCredential.Pair pair)) {
      return new Rejected(Rejected.Reason.MALFORMED);
    }
    Optional<KeyLookup> lookup = store.findByPublicKey(pair.publicKey());
    if (lookup.isEmpty()) {
      hasher.compareWithDummy(pair.privateKey());
      return new Rejected(Rejected.Reason.UNKNOWN_KEY);
    }
    Optional<StoredSecret> secret = hasher.find(lookup.get().stored().secrets(), pair.privateKey());
    return secret.isEmpty()
        ? new Rejected(Rejected.Reason.WRONG_SECRET)
        : judge(lookup.get(), secret.get());
  }

  private Authentication judge(KeyLookup lookup, StoredSecret secret) {
    ApiKey key = lookup.stored().key();
    Instant now = clock.instant();
    if (!key.validity().enabled()) {
      return new Rejected(Rejected.Reason.DISABLED);
    }
    if (key.validity().isExpired(now)) {
      return new Rejected(Rejected.Reason.EXPIRED);
    }
    if (!secret.info().isLive(now)) {
      return new Rejected(Rejected.Reason.SECRET_EXPIRED);
    }
    return new KeyAuthentication(lookup.organization(), key, secret.info().id());
  }
}

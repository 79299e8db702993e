package io.claviger.internal.credential;

import io.claviger.ApiKey;
import io.claviger.PublicKey;
import io.claviger.StoreException;
import io.claviger.access.Authenticated;
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
import org.jspecify.annotations.Nullable;

/** Looks the key up in a store, and does not believe everything that one says. */
public final class StoreAuthenticator implements Authenticator {
  private final ApiKeyStore store;
  private final SecretHasher hasher;
  private final InstantSource clock;
  private final Optional<VerifierUpgrade> upgrade;

  /** Over this store, where verifiers stay as they are. */
  public StoreAuthenticator(ApiKeyStore store, SecretHasher hasher, InstantSource clock) {
    this(store, hasher, clock, Optional.empty());
  }

  /** Over this store. */
  public StoreAuthenticator(
      ApiKeyStore store,
      SecretHasher hasher,
      InstantSource clock,
      Optional<VerifierUpgrade> upgrade) {
    this.store = store;
    this.hasher = hasher;
    this.clock = clock;
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
    Optional<KeyLookup> lookup = lookUp(pair.publicKey());
    if (lookup.isEmpty()) {
      hasher.compareWithDummy(pair.privateKey());
      return new Rejected(Rejected.Reason.UNKNOWN_KEY);
    }
    Optional<StoredSecret> secret = hasher.find(lookup.get().stored().secrets(), pair.privateKey());
    if (secret.isEmpty()) {
      return new Rejected(Rejected.Reason.WRONG_SECRET);
    }
    Authentication judged = judge(lookup.get(), secret.get());
    if (judged instanceof Authenticated good) {
      upgrade.ifPresent(its -> its.after(lookup.get(), secret.get(), pair.privateKey(), good.at()));
    }
    return judged;
  }

  /** The key of another public half, or of another organization, would be somebody else's. */
  private Optional<KeyLookup> lookUp(PublicKey publicKey) {
    try {
      Optional<KeyLookup> lookup = store.findByPublicKey(publicKey);
      lookup.ifPresent(found -> requireOwn(publicKey, found));
      return lookup;
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged("failed in a look-up with " + e.getClass().getName(), e);
    }
  }

  private static void requireOwn(PublicKey publicKey, KeyLookup found) {
    ApiKey key = found.stored().key();
    if (!key.publicKey().equals(publicKey)) {
      throw damaged("found key " + key.id() + " by a public key that is not its own", null);
    }
    if (!key.organization().equals(found.organization().id())) {
      throw damaged("found key " + key.id() + " in an organization that is not its own", null);
    }
  }

  private static StoreException damaged(String what, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Kind.FAULT, "the store " + what + "; look at it and its wrappers", cause);
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
    return new KeyAuthentication(lookup.organization(), key, secret.info().id(), now);
  }
}

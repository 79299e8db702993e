package io.claviger.internal.credential;

import io.claviger.ApiKey;
import io.claviger.PublicKey;
import io.claviger.StoreException;
import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredSecret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks the key up in a store, and does not believe everything that one says; judges the state of
 * the key.
 */
public final class KeyReader {
  private final ApiKeyStore store;
  private final InstantSource clock;

  /** Over this store. */
  public KeyReader(ApiKeyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The key with this public half. One with another, or of another organization, would be somebody
   * else's.
   */
  Optional<KeyLookup> lookUp(PublicKey publicKey) {
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

  /** Whether the key may be used now, with this one of its secrets. */
  Authentication judge(KeyLookup lookup, StoredSecret secret) {
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

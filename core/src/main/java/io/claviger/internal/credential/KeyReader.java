package io.claviger.internal.credential;

import io.claviger.PublicKey;
import io.claviger.StoreException;
import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.internal.lookup.FullLookup;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.value.Timestamps;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
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

  public KeyReader(ApiKeyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The key with this public half; null where there is none. One with another, or of another
   * organization, would be somebody else's.
   */
  @Nullable PackedKey lookUp(PublicKey publicKey) {
    try {
      Optional<KeyLookup> lookup = store.findByPublicKey(publicKey);
      return lookup.isEmpty() ? null : own(publicKey, lookup.get());
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged("failed in a look-up with " + e.getClass().getName(), e);
    }
  }

  private static PackedKey own(PublicKey publicKey, KeyLookup found) {
    if (found instanceof FullLookup full && !full.isSound()) {
      throw damaged(
          "found key " + full.key().id() + " in an organization that is not its own", null);
    }
    PackedKey key = PackedKey.forOneCheck(found);
    if (!key.hasPublicKey(publicKey)) {
      throw damaged("found key " + found.key().id() + " by a public key that is not its own", null);
    }
    return key;
  }

  private static StoreException damaged(String what, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Kind.FAULT, "the store " + what + "; look at it and its wrappers", cause);
  }

  /**
   * Judges whether the key may be used now, with the secret of this index. Every rejection reads
   * the clock, also that of a key or a secret that was not found. A look at the clock takes 30 ns,
   * which would show that the secret of a disabled key was right.
   */
  Authentication judge(@Nullable PackedKey key, int secret) {
    long now = Timestamps.toMicros(clock.instant());
    if (key == null) {
      return new Rejected(Rejected.Reason.UNKNOWN_KEY);
    }
    boolean enabled = key.isEnabled();
    boolean expired = key.isExpired(now);
    boolean live = key.isLive(secret, now);
    return enabled && !expired && live
        ? new KeyAuthentication(key, secret, now)
        : new Rejected(reason(secret, enabled, expired));
  }

  private static Rejected.Reason reason(int secret, boolean enabled, boolean expired) {
    if (secret == SecretHasher.NONE) {
      return Rejected.Reason.WRONG_SECRET;
    }
    if (!enabled) {
      return Rejected.Reason.DISABLED;
    }
    return expired ? Rejected.Reason.EXPIRED : Rejected.Reason.SECRET_EXPIRED;
  }
}

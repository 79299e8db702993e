package io.claviger.access;

import io.claviger.internal.time.Micros;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.KeyLookup;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last step of every authentication. The first step reads the key from a store,
 * and checks that the store returned the right one. The last step judges the state of the key. A
 * caller that passes a secret to {@link #judge} must have verified it. Thread-safe.
 */
final class KeyReader {
  /** The index if no secret of the key matched. */
  static final int NONE = -1;

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final Consumer<Authenticated> firstUse;

  /**
   * Reads keys from this store.
   *
   * @param firstUse called when a use starts the grace period of older secrets of the key; on the
   *     thread of the request, and again until the store shows the change
   */
  KeyReader(ApiKeyStore store, InstantSource clock, Consumer<Authenticated> firstUse) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.firstUse = Objects.requireNonNull(firstUse, "firstUse");
  }

  /**
   * Returns the key with this public key, or null if there is none.
   *
   * @throws StoreException if the store fails, or if it returns a key with another public key,
   *     which would belong to somebody else
   */
  @Nullable KeyLookup lookUp(PublicKey publicKey) {
    try {
      Optional<KeyLookup> found = store.findByPublicKey(publicKey);
      return found.isEmpty() ? null : own(publicKey, found.get());
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged("failed in a look-up with " + e.getClass().getName(), e);
    }
  }

  private static KeyLookup own(PublicKey publicKey, KeyLookup found) {
    if (!found.has(publicKey)) {
      throw damaged("returned key " + found.id() + " for another public key", null);
    }
    return found;
  }

  private static StoreException damaged(String what, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Kind.FAULT,
        "the store " + what + "; check the store and its wrappers",
        cause);
  }

  /**
   * Judges whether the key may be used now, with the secret of this index or {@link #NONE}. Each
   * rejection takes the same work, also if the key or the secret was not found. So the clock is
   * read in every case: that takes 30 ns, which would otherwise reveal that the secret of a
   * disabled key was right.
   */
  AuthenticationResult judge(@Nullable KeyLookup key, int secret) {
    long now = Micros.toMicros(clock.instant());
    if (key == null) {
      return new Rejected(Rejected.Reason.UNKNOWN_KEY);
    }
    boolean enabled = key.isEnabled();
    boolean expired = now >= key.expiresAtMicros();
    boolean live = isLive(key, secret, now);
    return enabled && !expired && live
        ? new Authenticated(key, secret, now)
        : new Rejected(reason(secret, enabled, expired));
  }

  /** Takes the same work for each index, and for no index. */
  private static boolean isLive(KeyLookup key, int secret, long now) {
    boolean live = false;
    for (int i = 0; i < key.secrets().size(); i++) {
      boolean lasts = now < key.secrets().get(i).expiresAtMicros();
      live = i == secret ? lasts : live;
    }
    return live;
  }

  private static Rejected.Reason reason(int secret, boolean enabled, boolean expired) {
    if (secret == NONE) {
      return Rejected.Reason.WRONG_SECRET;
    }
    if (!enabled) {
      return Rejected.Reason.DISABLED;
    }
    return expired ? Rejected.Reason.EXPIRED : Rejected.Reason.SECRET_EXPIRED;
  }

  /** Finishes an authentication that is accepted. */
  Authenticated accept(Authenticated accepted) {
    if (accepted.isFirstUse()) {
      firstUse.accept(accepted);
    }
    return accepted;
  }
}

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
 * What every way to authenticate begins and ends with: looks the key up in a store, and does not
 * believe everything that one says; judges the state of the key. Whoever calls {@link #judge} with
 * a secret vouches that it was proved. Thread-safe.
 */
final class KeyReader {
  /** None of the secrets of a key. */
  static final int NONE = -1;

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final Consumer<Authenticated> firstUse;

  /**
   * Of the keys in this store.
   *
   * @param firstUse told of uses that give older secrets of the key, which wait for it, their end;
   *     on the thread of the request, and again until the store shows it
   */
  KeyReader(ApiKeyStore store, InstantSource clock, Consumer<Authenticated> firstUse) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.firstUse = Objects.requireNonNull(firstUse, "firstUse");
  }

  /**
   * The key with this public half; null where there is none. One with another would be somebody
   * else's.
   *
   * @throws StoreException if the store is in trouble, or answers with another key
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
      throw damaged("found key " + found.id() + " by a public key that is not its own", null);
    }
    return found;
  }

  private static StoreException damaged(String what, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Kind.FAULT, "the store " + what + "; look at it and its wrappers", cause);
  }

  /**
   * Judges whether the key may be used now, with the secret of this index or {@link #NONE}. Each
   * rejection takes the same work, also that of a key or a secret that was not found. A look at the
   * clock takes 30 ns, which would show that the secret of a disabled key was right.
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

  /** Takes the same work for each index, and for none. */
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

  /** The last step of each authentication that is accepted. */
  Authenticated accept(Authenticated accepted) {
    if (accepted.isFirstUse()) {
      firstUse.accept(accepted);
    }
    return accepted;
  }
}

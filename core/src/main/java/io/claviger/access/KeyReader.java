package io.claviger.access;

import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last step of every authentication. The first step reads the key from a store,
 * and checks that the store returned the right one. The last step notices the first use of a new
 * secret. Thread-safe.
 *
 * @param firstUse called when a use starts the grace period of older secrets of the key; on the
 *     thread of the request, and again until the store shows the change
 */
record KeyReader(ApiKeyStore store, Consumer<Authenticated> firstUse) {
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
      throw damaged("failed in a lookup with " + e.getClass().getName(), e);
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

  /** Finishes an authentication that is accepted. */
  Authenticated accept(Authenticated accepted) {
    if (accepted.isFirstUse()) {
      firstUse.accept(accepted);
    }
    return accepted;
  }
}

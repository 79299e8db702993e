package io.claviger.internal.credential;

import io.claviger.Background;
import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Gives a secret that was just used a verifier of the present kind, if it has none: under the
 * current pepper, say. Done in the background; where it fails, the next use tries again.
 */
public final class VerifierUpgrade {
  /** Each keeps a clear text in memory until it is done. */
  private static final int MOST_AT_A_TIME = 1000;

  private final SecretHasher hasher;
  private final VerifierStore store;
  private final Background background;
  private final Set<SecretId> underWay = ConcurrentHashMap.newKeySet();

  /** In that store. */
  public VerifierUpgrade(SecretHasher hasher, VerifierStore store, Background background) {
    this.hasher = hasher;
    this.store = store;
    this.background = background;
  }

  /** Sees that the secret gets its verifier; returns at once. */
  void after(KeyLookup lookup, StoredSecret used, PrivateKey presented) {
    if (hasher.isCurrent(used) || underWay.size() >= MOST_AT_A_TIME) {
      return;
    }
    SecretId id = used.info().id();
    if (!underWay.add(id)) {
      return;
    }
    try {
      background.execute(() -> upgrade(lookup, used, presented));
    } catch (RejectedExecutionException e) {
      underWay.remove(id);
    }
  }

  private void upgrade(KeyLookup lookup, StoredSecret used, PrivateKey presented) {
    try {
      boolean unused = store.exchange(exchange(lookup, used, presented));
    } catch (RuntimeException e) {
      // The next use tries again.
    } finally {
      underWay.remove(used.info().id());
    }
  }

  private VerifierExchange exchange(KeyLookup lookup, StoredSecret used, PrivateKey presented) {
    List<Verifier> better = hasher.upgraded(used, presented);
    return new VerifierExchange(
        lookup.organization().id(),
        lookup.stored().key().id(),
        used.info().id(),
        used.verifiers(),
        better);
  }
}

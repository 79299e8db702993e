package io.claviger.internal.credential;

import io.claviger.ApiKey;
import io.claviger.Background;
import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a secret that was just used the verifiers of the present kind that it lacks: under the
 * current pepper, say, or for Digest. Done in the background; where it fails, or a cache still
 * finds the old verifier, a use after a while tries again.
 */
public final class VerifierUpgrade {
  /** Each keeps a clear text in memory until it is done. */
  private static final int MOST_AT_A_TIME = 1000;

  private static final int MOST_REMEMBERED = 100_000;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Verifiers verifiers;
  private final VerifierStore store;
  private final Background background;
  private final Set<SecretId> underWay = ConcurrentHashMap.newKeySet();
  private final Map<SecretId, Instant> tried = new ConcurrentHashMap<>();

  /** In that store. */
  public VerifierUpgrade(Verifiers verifiers, VerifierStore store, Background background) {
    this.verifiers = verifiers;
    this.store = store;
    this.background = background;
  }

  /** Sees that the secret gets its verifier; returns at once. */
  void after(KeyAuthentication used, PrivateKey presented) {
    if (verifiers.areCurrent(used.key(), used.secretIndex()) || underWay.size() >= MOST_AT_A_TIME) {
      return;
    }
    SecretId id = used.secret();
    if (wasTried(id, used.at()) || !underWay.add(id)) {
      return;
    }
    tried.put(id, used.at());
    try {
      background.execute(() -> upgrade(used, presented));
    } catch (RuntimeException | Error e) {
      // Refused, or there is no thread to be had: no trouble of the request.
      underWay.remove(id);
      tried.remove(id);
    }
  }

  private boolean wasTried(SecretId id, Instant now) {
    if (tried.size() >= MOST_REMEMBERED) {
      tried.clear();
    }
    Instant last = tried.get(id);
    return last != null && Duration.between(last, now).abs().compareTo(PAUSE) < 0;
  }

  private void upgrade(KeyAuthentication used, PrivateKey presented) {
    try {
      boolean unused = store.exchange(exchange(used.key(), used.secretIndex(), presented));
    } catch (RuntimeException e) {
      // A later use tries again.
    } finally {
      underWay.remove(used.secret());
    }
  }

  private VerifierExchange exchange(PackedKey packed, int index, PrivateKey presented) {
    StoredApiKey stored = packed.stored();
    ApiKey key = stored.key();
    StoredSecret used = stored.secrets().get(index);
    return new VerifierExchange(
        key.organization(),
        key.id(),
        used.info().id(),
        used.verifiers(),
        verifiers.upgraded(key.publicKey(), used, presented));
  }
}

package io.claviger.internal.credential;

import io.claviger.BackgroundFailure.Task;
import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.internal.background.Failures;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Gives a secret that was just used the verifiers of the present kind that it lacks: under the
 * current pepper, say, or of a scheme. Done in the background; where it fails, a use after a while
 * tries again. Where it is done and a cache still finds the old verifier, no use does: whoever asks
 * remembers that.
 */
public final class VerifierUpgrade {
  /** Each keeps a clear text in memory until it is done. */
  private static final Attempts.Limits LIMITS = new Attempts.Limits(1000, Duration.ofMinutes(1));

  private record Use(KeyLookup key, LookupSecret secret, SecretId id) {}

  private final Verifiers verifiers;
  private final VerifierStore store;
  private final Attempts attempts;

  public VerifierUpgrade(
      Verifiers verifiers, VerifierStore store, Executor background, Failures failures) {
    this.verifiers = verifiers;
    this.store = store;
    this.attempts = new Attempts(background, failures, Task.UPGRADE_VERIFIERS, LIMITS);
  }

  /**
   * Sees that the secret of that index, used then, gets its verifiers; returns at once.
   *
   * @param done run once it has them, and no use has to come here any more
   */
  public void after(KeyLookup key, int secret, Instant at, PrivateKey presented, Runnable done) {
    if (verifiers.areCurrent(key, secret)) {
      done.run();
    } else {
      SecretId id = key.secrets().get(secret).id();
      Use use = new Use(key, key.secrets().get(secret), id);
      attempts.attempt(id, at, () -> upgrade(use, presented, done));
    }
  }

  private void upgrade(Use used, PrivateKey presented, Runnable done) {
    boolean unused = store.exchange(exchange(used, presented));
    // Made now, or somebody was faster; the key may stay as it is in a cache.
    done.run();
  }

  private VerifierExchange exchange(Use used, PrivateKey presented) {
    return new VerifierExchange(
        used.key().organization().id(),
        used.key().id(),
        used.id(),
        used.secret().verifiers(),
        verifiers.upgraded(used.key().publicKey(), used.secret(), presented));
  }
}

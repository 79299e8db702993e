package io.claviger.internal.credential;

import io.claviger.BackgroundFailure.Task;
import io.claviger.PrivateKey;
import io.claviger.internal.background.Failures;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.lookup.PackedSecret;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * Gives a secret that was just used the verifiers of the present kind that it lacks: under the
 * current pepper, say, or of a scheme. Done in the background; where it fails, a use after a while
 * tries again. Where it is done and a cache still finds the old verifier, no use does: what is kept
 * there is marked, by one upgrade at a time.
 */
public final class VerifierUpgrade {
  /** Each keeps a clear text in memory until it is done. */
  private static final Attempts.Limits LIMITS = new Attempts.Limits(1000, Duration.ofMinutes(1));

  /** Few keys have more secrets; those are looked at each time. */
  private static final int MARKED_SECRETS = 6;

  /**
   * A mark on keys in a cache.
   *
   * @param secrets a bit for each that needs no more
   */
  private record Settled(VerifierUpgrade by, int secrets) {}

  private final Verifiers verifiers;
  private final VerifierStore store;
  private final Attempts attempts;

  /** By their bits: one of each for all keys. */
  private final List<Settled> marks =
      IntStream.range(0, 1 << MARKED_SECRETS).mapToObj(bits -> new Settled(this, bits)).toList();

  public VerifierUpgrade(
      Verifiers verifiers, VerifierStore store, Executor background, Failures failures) {
    this.verifiers = verifiers;
    this.store = store;
    this.attempts = new Attempts(background, failures, Task.UPGRADE_VERIFIERS, LIMITS);
  }

  /** Sees that the secret gets its verifier; returns at once. */
  void after(KeyAuthentication used, PrivateKey presented) {
    if (!isSettled(used)) {
      attempts.attempt(used.secret(), used.at(), () -> upgrade(used, presented));
    }
  }

  private boolean isSettled(KeyAuthentication used) {
    if ((settled(used.key()) & bit(used)) != 0) {
      return true;
    }
    boolean current = verifiers.areCurrent(used.key(), used.secretIndex());
    if (current) {
      settle(used);
    }
    return current;
  }

  private void settle(KeyAuthentication used) {
    used.key().mark(marks.get(settled(used.key()) | bit(used)));
  }

  private int settled(PackedKey key) {
    return key.mark() instanceof Settled its && its.by == this ? its.secrets : 0;
  }

  private static int bit(KeyAuthentication used) {
    return used.secretIndex() < MARKED_SECRETS ? 1 << used.secretIndex() : 0;
  }

  private void upgrade(KeyAuthentication used, PrivateKey presented) {
    boolean unused = store.exchange(exchange(used.key(), used.secretIndex(), presented));
    // Made now, or somebody was faster; the key may stay as it is in a cache.
    settle(used);
  }

  private VerifierExchange exchange(PackedKey packed, int index, PrivateKey presented) {
    PackedSecret used = packed.secret(index);
    return new VerifierExchange(
        packed.organization().id(),
        packed.id(),
        used.secretId(),
        used.toVerifiers(),
        verifiers.upgraded(packed.key().publicKey(), used, presented));
  }
}

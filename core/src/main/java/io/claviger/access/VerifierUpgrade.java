package io.claviger.access;

import io.claviger.internal.background.Failures;
import io.claviger.internal.background.ThrottledTasks;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.BackgroundFailure.Task;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Replaces the verifiers of a secret that was just used, if they are older than the settings: made
 * with an earlier pepper, for example. It runs in the background. If it fails, a use after a pause
 * tries again.
 */
final class VerifierUpgrade {
  /** Each attempt keeps a private key in memory until it ends. */
  private static final ThrottledTasks.Limits LIMITS =
      new ThrottledTasks.Limits(1000, Duration.ofMinutes(1));

  private record Use(KeyLookup key, LookupSecret secret, SecretId id) {}

  private final Verifiers verifiers;
  private final VerifierStore store;
  private final ThrottledTasks tasks;

  VerifierUpgrade(
      Verifiers verifiers, VerifierStore store, Executor background, Failures failures) {
    this.verifiers = verifiers;
    this.store = store;
    this.tasks = new ThrottledTasks(background, failures, Task.UPGRADE_VERIFIERS, LIMITS);
  }

  /** Starts to replace the verifiers of the secret that was presented, and returns at once. */
  void after(Authenticated good, PrivateKey presented) {
    LookupSecret secret = good.presented();
    if (Fingerprints.MEMO.isUpToDate(secret)) {
      return;
    }
    if (verifiers.of(good.kind()).areCurrent(secret)) {
      Fingerprints.MEMO.setUpToDate(secret);
    } else {
      Use use = new Use(good.key(), secret, secret.id());
      tasks.attempt(use.id(), good.at(), () -> upgrade(use, presented));
    }
  }

  private void upgrade(Use used, PrivateKey presented) {
    boolean unused = store.replace(replacement(used, presented));
    // The verifiers are stored now, or another node stored them before. A cache may still have the
    // old ones.
    Fingerprints.MEMO.setUpToDate(used.secret());
  }

  private VerifierReplacement replacement(Use used, PrivateKey presented) {
    return new VerifierReplacement(
        used.key().organization().id(),
        used.key().id(),
        used.id(),
        used.secret().verifiers(),
        verifiers.upgraded(used.key().kind(), used.key().publicKey(), used.secret(), presented));
  }
}

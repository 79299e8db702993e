package io.claviger.internal.management;

import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.internal.background.Attempts;
import io.claviger.internal.background.Failures;
import io.claviger.model.BackgroundFailure.Task;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Notices that a new secret of a rotated key is used, so that the old ones get their end. That is
 * one change in the life of a secret, made in the background; a request pays a look at its own key.
 */
public final class Succession {
  private static final Caller ITSELF = Caller.application("claviger");

  /** A cache may find the key as it was for a while, or the store be in trouble. */
  private static final Attempts.Limits LIMITS = new Attempts.Limits(10_000, Duration.ofSeconds(1));

  private final ChangeLoop loop;
  private final SecretRules rules;
  private final Attempts attempts;

  public Succession(ChangeLoop loop, SecretRules rules, Executor background, Failures failures) {
    this.loop = loop;
    this.rules = rules;
    this.attempts = new Attempts(background, failures, Task.END_OLD_SECRETS, LIMITS);
  }

  /** A new secret was used, and older ones wait for that; returns at once. */
  public void after(Authenticated used) {
    attempts.attempt(used.secretId(), used.at(), () -> tell(used));
  }

  private void tell(Authenticated used) {
    Target target = Target.of(used.organization(), used.id());
    loop.change(ITSELF, target, now -> rules.used(now, used.id(), used.secretId()));
  }
}

package io.claviger.internal.management;

import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.internal.background.Failures;
import io.claviger.internal.background.ThrottledTasks;
import io.claviger.model.BackgroundFailure.Task;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Gives the old secrets of a rotated key their expiry after the new secret is first used. This is
 * one change in the life of a secret, made in the background. A request only looks at its own key.
 */
public final class FirstUse {
  private static final Caller ITSELF = Caller.application("claviger");

  /**
   * A pause is needed, because a cache may return the old key for a while, or the store may fail.
   */
  private static final ThrottledTasks.Limits LIMITS =
      new ThrottledTasks.Limits(10_000, Duration.ofSeconds(1));

  private final ChangeLoop loop;
  private final SecretRules rules;
  private final ThrottledTasks tasks;

  public FirstUse(ChangeLoop loop, SecretRules rules, Executor background, Failures failures) {
    this.loop = loop;
    this.rules = rules;
    this.tasks = new ThrottledTasks(background, failures, Task.END_OLD_SECRETS, LIMITS);
  }

  /** Starts the change after the use of a secret that older ones wait for. Returns at once. */
  public void after(Authenticated used) {
    tasks.attempt(used.secretId(), used.at(), () -> endOldSecrets(used));
  }

  private void endOldSecrets(Authenticated used) {
    Target target = Target.of(used.organization(), used.id());
    loop.change(ITSELF, target, now -> rules.used(now, used.id(), used.secretId()));
  }
}

package io.claviger.internal.management;

import io.claviger.BackgroundFailure.Task;
import io.claviger.Caller;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.Attempts;
import io.claviger.internal.credential.KeyAuthentication;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Notices that a new secret of a rotated key is used, so that the old ones get their end. That is
 * one change in the life of a secret, made in the background; a request pays a look at its own key.
 */
public final class Succession {
  private static final Caller ITSELF = Caller.host("claviger");

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

  /** Takes notice of what this one answers. */
  public Authenticator around(Authenticator authenticator) {
    return credential -> noticing(authenticator.authenticate(credential));
  }

  /** Takes notice of this answer. */
  public Authentication noticing(Authentication answer) {
    if (answer instanceof KeyAuthentication used && used.key().isSuccessor(used.secretIndex())) {
      attempts.attempt(used.secret(), used.at(), () -> tell(used));
    }
    return answer;
  }

  private void tell(Authenticated used) {
    Target target = Target.of(used.organization(), used.apiKey().id());
    loop.change(ITSELF, target, now -> rules.used(now, used.apiKey().id(), used.secret()));
  }
}

package io.claviger.internal.management;

import io.claviger.Background;
import io.claviger.BackgroundFailure.Task;
import io.claviger.Caller;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.access.digest.DigestAuthenticator;
import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.Attempts;
import io.claviger.internal.credential.KeyAuthentication;
import java.time.Duration;

/**
 * Notices that a new secret of a rotated key is used, so that the old ones get their end. That is
 * one change in the life of a secret, made in the background; a request pays a look at its own key.
 */
public final class Succession {
  private static final Caller ITSELF = Caller.host("claviger");
  private static final int MOST_AT_A_TIME = 10_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ChangeLoop loop;
  private final SecretRules rules;
  private final Background background;
  private final Failures failures;

  /** A cache may find the key as it was for a while, or the store be in trouble. */
  private final Attempts attempts = new Attempts(MOST_AT_A_TIME, PAUSE);

  public Succession(ChangeLoop loop, SecretRules rules, Background background, Failures failures) {
    this.loop = loop;
    this.rules = rules;
    this.background = failures.watching(background, Task.END_OLD_SECRETS);
    this.failures = failures;
  }

  /** Takes notice of what this one answers. */
  public Authenticator around(Authenticator authenticator) {
    return credential -> noticing(authenticator.authenticate(credential));
  }

  /** Takes notice of what this one answers. */
  public DigestAuthenticator around(DigestAuthenticator authenticator) {
    return new SuccessionDigestAuthenticator(authenticator, this);
  }

  Authentication noticing(Authentication answer) {
    if (answer instanceof KeyAuthentication used
        && used.key().isSuccessor(used.secretIndex())
        && attempts.begin(used.secret(), used.at())) {
      tellLater(used);
    }
    return answer;
  }

  private void tellLater(Authenticated used) {
    try {
      background.execute(() -> tell(used));
    } catch (RuntimeException | Error e) {
      // Refused, or there is no thread to be had: no trouble of the request.
      attempts.takeBack(used.secret(), used.at());
    }
  }

  private void tell(Authenticated used) {
    if (!attempts.isUnderWay(used.secret(), used.at())) {
      return;
    }
    Target target = Target.of(used.organization(), used.apiKey().id());
    try {
      loop.change(ITSELF, target, now -> rules.used(now, used.apiKey().id(), used.secret()));
    } catch (RuntimeException e) {
      // A use after the pause tries again; of a key that was deleted meanwhile there is none.
      failures.add(Task.END_OLD_SECRETS, e);
    } catch (Error e) {
      failures.add(Task.END_OLD_SECRETS, e);
      throw e;
    } finally {
      attempts.end(used.secret(), used.at());
    }
  }
}

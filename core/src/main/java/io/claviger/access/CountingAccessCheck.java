package io.claviger.access;

import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.PublicKey;
import io.claviger.model.Scope;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates, decides, asks the limiter and counts.
 *
 * @param usage empty if usage is not counted
 */
record CountingAccessCheck(
    Authenticator authenticator,
    Authorizer authorizer,
    RequestLimiter limiter,
    Optional<UsageRecorder> usage,
    AccessCounter counter)
    implements AccessCheck {
  /**
   * The second half of a check. It is given the request: a lambda that captured it would be one
   * more object.
   */
  private interface Next<T> {
    AccessResult check(CountingAccessCheck its, Authenticated key, T asked);
  }

  @Override
  public AccessResult check(Credential credential, AccessRequest request) {
    Objects.requireNonNull(request, "request");
    return authenticateThen(credential, request.address(), request, CountingAccessCheck::decide);
  }

  @Override
  public AccessResult check(
      Credential credential, IpAddress address, Permission permission, Scope scope) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(scope, "scope");
    return authenticateThen(
        credential,
        address,
        address,
        (its, key, from) ->
            its.decide(key, new AccessRequest(key.organization(), scope, permission, from)));
  }

  @Override
  public AccessResult checkAddress(Credential credential, IpAddress address) {
    Objects.requireNonNull(address, "address");
    return authenticateThen(credential, address, address, CountingAccessCheck::decideAddress);
  }

  private AccessResult decide(Authenticated authenticated, AccessRequest request) {
    return finish(authenticated, authorizer.decide(authenticated, request), request.address());
  }

  private AccessResult decideAddress(Authenticated authenticated, IpAddress address) {
    return finish(authenticated, authorizer.decideAddress(authenticated, address), address);
  }

  private <T> AccessResult authenticateThen(
      Credential credential, IpAddress address, T asked, Next<T> next) {
    PublicKey named = publicKeyOfGuess(credential);
    Optional<Duration> wait =
        named == null ? Optional.empty() : limiter.beforeCheck(named, address);
    if (wait.isPresent()) {
      return limited(Optional.empty(), wait.get());
    }
    AuthenticationResult result;
    try {
      result = authenticator.authenticate(credential);
    } catch (StoreException e) {
      return new AccessResult.Unavailable(e);
    }
    if (result instanceof Authenticated key) {
      return next.check(this, key, asked);
    }
    Rejected rejected = (Rejected) result;
    // An honest client of Digest presents an old nonce each minute, and would lock itself out.
    if (named != null && rejected.reason() != Rejected.Reason.STALE_PROOF) {
      limiter.afterRejection(named, address, rejected);
    }
    return new AccessResult.Unauthenticated(rejected);
  }

  /**
   * Returns the public key of a credential that may be a guess; null if there is none. An access
   * token is no guess: nobody without the pepper can make its seal.
   */
  private static @Nullable PublicKey publicKeyOfGuess(Credential credential) {
    if (credential instanceof Credential.Proved proved) {
      return proved.proof.token().isPresent() ? null : proved.publicKey;
    }
    Credential.Pair pair = Credential.pairIn(credential);
    return pair == null ? null : pair.publicKey;
  }

  private AccessResult finish(Authenticated key, Decision decision, IpAddress address) {
    if (decision instanceof Decision.Denied denied) {
      counter.denied(denied.reason());
      return new AccessResult.Forbidden(key, denied);
    }
    Optional<Duration> wait = limiter.waitTime(key, address);
    if (wait.isPresent()) {
      return limited(Optional.of(key), wait.get());
    }
    Decision.Allowed allowed = (Decision.Allowed) decision;
    counter.granted();
    if (usage.isPresent()) {
      usage.get().count(key.key(), key.secretIndex(), allowed.entryIndex(), key.micros(), address);
    }
    return new AccessResult.Granted(key, allowed);
  }

  private AccessResult limited(Optional<Authenticated> key, Duration wait) {
    counter.rateLimited();
    return new AccessResult.RateLimited(key, wait.isNegative() ? Duration.ZERO : wait);
  }
}

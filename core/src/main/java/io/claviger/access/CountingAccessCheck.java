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
    return authenticated(credential, request.address(), request, CountingAccessCheck::check);
  }

  @Override
  public AccessResult check(
      Credential credential, IpAddress address, Permission permission, Scope scope) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(scope, "scope");
    return authenticated(
        credential,
        address,
        address,
        (its, key, from) ->
            its.check(key, new AccessRequest(key.organization(), scope, permission, from)));
  }

  @Override
  public AccessResult checkAddress(Credential credential, IpAddress address) {
    Objects.requireNonNull(address, "address");
    return authenticated(credential, address, address, CountingAccessCheck::checkAddress);
  }

  @Override
  public AccessResult check(Authenticated authenticated, AccessRequest request) {
    return finish(authenticated, authorizer.decide(authenticated, request), request.address());
  }

  @Override
  public AccessResult checkAddress(Authenticated authenticated, IpAddress address) {
    return finish(authenticated, authorizer.decideAddress(authenticated, address), address);
  }

  private <T> AccessResult authenticated(
      Credential credential, IpAddress address, T asked, Next<T> next) {
    Credential.Pair pair = StoreAuthenticator.pairIn(credential);
    PublicKey named = pair == null ? null : pair.publicKey();
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
    if (named != null) {
      limiter.afterRejection(named, address, rejected);
    }
    return new AccessResult.Unauthenticated(rejected);
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

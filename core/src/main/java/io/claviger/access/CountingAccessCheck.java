package io.claviger.access;

import io.claviger.internal.usage.Tally;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.StoreException;
import io.claviger.spi.UsedThrough;
import java.util.Objects;
import java.util.Optional;

/** Authenticates, decides and counts. */
final class CountingAccessCheck implements AccessCheck {
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final Optional<UsageRecorder> usage;

  /** Takes the parts of the check; no recorder if usage is not counted. */
  CountingAccessCheck(
      Authenticator authenticator, Authorizer authorizer, Optional<UsageRecorder> usage) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.usage = usage;
  }

  @Override
  public AccessResult check(Credential credential, AccessRequest request) {
    Objects.requireNonNull(request, "request");
    AuthenticationResult authentication;
    try {
      authentication = authenticator.authenticate(credential);
    } catch (StoreException e) {
      return new AccessResult.Unavailable(e);
    }
    return authentication instanceof Authenticated authenticated
        ? check(authenticated, request)
        : new AccessResult.Unauthenticated((Rejected) authentication);
  }

  @Override
  public AccessResult check(Authenticated authenticated, AccessRequest request) {
    Decision decision = authorizer.decide(authenticated, request);
    if (decision instanceof Decision.Allowed allowed) {
      if (usage.isPresent()) {
        count(usage.get(), authenticated, allowed, request);
      }
      return new AccessResult.Granted(authenticated, allowed);
    }
    return new AccessResult.Forbidden(authenticated, (Decision.Denied) decision);
  }

  /**
   * Counts the use. The secret usually remembers the tally of its last use, which saves a search.
   */
  private static void count(
      UsageRecorder usage, Authenticated used, Decision.Allowed allowed, AccessRequest request) {
    Remembered remembered =
        used.presented().attachment() instanceof Remembered known ? known : null;
    Tally last = remembered == null ? null : remembered.counted();
    int secret = used.secretIndex();
    int entry = allowed.entryIndex();
    boolean again =
        last != null && usage.countAgain(last, secret, entry, used.micros(), request.address());
    if (!again) {
      UsedThrough through =
          new UsedThrough(used.organization(), used.id(), used.secretId(), allowed.entry());
      Tally tally = usage.count(through, used.at(), request.address());
      if (remembered != null && tally != null && tally.claim(secret, entry)) {
        remembered.count(tally);
      }
    }
  }
}

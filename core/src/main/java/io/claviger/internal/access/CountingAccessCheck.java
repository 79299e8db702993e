package io.claviger.internal.access;

import io.claviger.StoreException;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.access.Authorizer;
import io.claviger.access.Decision;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.internal.credential.KeyAuthentication;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.usage.Tally;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.UsedThrough;
import java.util.Objects;
import java.util.Optional;

/** Authenticates, decides, counts. */
public final class CountingAccessCheck implements AccessCheck {
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final Optional<UsageRecorder> usage;

  /** Of these parts; where no usage is counted, the last is empty. */
  public CountingAccessCheck(
      Authenticator authenticator, Authorizer authorizer, Optional<UsageRecorder> usage) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
    this.usage = usage;
  }

  @Override
  public AccessResult check(PresentedCredential credential, AccessRequest request) {
    Objects.requireNonNull(request, "request");
    Authentication authentication;
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
    if (decision instanceof KeyAllowed allowed) {
      if (usage.isPresent()) {
        count(usage.get(), (KeyAuthentication) authenticated, allowed.entryIndex(), request);
      }
      return new AccessResult.Granted(authenticated, allowed);
    }
    return new AccessResult.Forbidden(authenticated, (Decision.Denied) decision);
  }

  /** Where the same was counted last, as a rule; looks for the place otherwise. */
  private static void count(
      UsageRecorder usage, KeyAuthentication used, int entry, AccessRequest request) {
    PackedKey key = used.key();
    int secret = used.secretIndex();
    Tally last = key.counted();
    boolean again =
        last != null && usage.countAgain(last, secret, entry, used.micros(), request.address());
    if (!again) {
      UsedThrough through = key.through(secret, entry);
      Tally tally = usage.count(through, used.at(), request.address());
      if (tally != null && tally.claim(secret, entry)) {
        key.remember(tally);
      }
    }
  }
}

package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Decision;
import io.claviger.access.Rejected;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Request;
import io.claviger.model.ApiKey;
import io.claviger.model.IpAddress;
import io.claviger.model.Organization;
import io.claviger.model.RoleGrants;
import java.time.Duration;
import java.util.List;

/** Checks who sends a request, and whether the sender may call from its address. */
final class Admission {
  /** The result of the check. */
  sealed interface Outcome {}

  /** The request may continue. */
  record Admitted(Authenticated key) implements Outcome {}

  /** The sender is known, but may not call. */
  record Forbidden(ApiError error) implements Outcome {}

  /** The sender may call, but not before this time is over. */
  record Limited(Authenticated key, Duration retryAfter) implements Outcome {}

  /** The sender is not authenticated. */
  record Unknown(Rejected why) implements Outcome {}

  private final Senders senders;
  private final Authorizer authorizer = new Authorizer(RoleGrants.none());
  private final AccessCheck check;

  Admission(Claviger claviger, Senders senders) {
    this.senders = senders;
    this.check = claviger.accessCheck(authorizer);
  }

  Outcome admit(Request request) {
    AuthenticationResult sender = senders.authenticate(request);
    return sender instanceof Authenticated key
        ? admit(key, request)
        : new Unknown((Rejected) sender);
  }

  /** Returns the outcome for an unknown sender. */
  Unknown unknown() {
    return new Unknown(new Rejected(Rejected.Reason.UNKNOWN_KEY));
  }

  /** Returns the challenges for such a sender, with a new nonce. */
  List<String> challenges(Unknown unknown) {
    return senders.challenges(unknown.why());
  }

  /** Returns the decision about a request of this key from this address. */
  Decision decide(Organization organization, ApiKey key, IpAddress address) {
    return authorizer.decideAddress(organization, key, address);
  }

  private Outcome admit(Authenticated key, Request request) {
    AccessResult result = check.checkAddress(key, request.address());
    if (result instanceof AccessResult.Granted) {
      return new Admitted(key);
    }
    if (result instanceof AccessResult.Forbidden forbidden) {
      return new Forbidden(error(forbidden.decision().reason(), request));
    }
    if (result instanceof AccessResult.RateLimited limited) {
      return new Limited(key, limited.retryAfter());
    }
    // The other results are about credentials, but this key is already authenticated.
    throw new IllegalStateException("not decided: " + result);
  }

  private static ApiError error(Decision.Denied.Reason reason, Request request) {
    String address = request.address().toString();
    return switch (reason) {
      case WHITELIST_MISSING -> new ApiError("ORG_REQUIRES_WHITELIST", address);
      case ADDRESS_NOT_LISTED -> new ApiError("IP_ADDRESS_NOT_ON_WHITELIST", address);
      case OTHER_ORGANIZATION, PERMISSION_NOT_GRANTED -> new ApiError("USER_UNAUTHORIZED");
    };
  }
}

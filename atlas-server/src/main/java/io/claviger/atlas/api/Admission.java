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
import io.claviger.atlas.errors.AtlasCodes;
import io.claviger.atlas.errors.Failures;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.RoleGrants;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Checks who sends a request, whether the sender may call from its address, and how often. */
final class Admission {
  private final Senders senders;
  private final AccessCheck check;
  private final LimitHeaders limits;

  Admission(Claviger claviger, AcceptedCredentials accepted, Optional<KeyLimiter> limiter) {
    this.senders = new Senders(claviger, accepted);
    this.check = claviger.accessCheck(new Authorizer(RoleGrants.none()));
    this.limits = new LimitHeaders(limiter);
  }

  /** Judges the head of a request. The endpoint serves it once the body has arrived. */
  Judged judge(Request head, Endpoint endpoint) {
    try {
      AuthenticationResult sender = senders.authenticate(head);
      // The challenge is made when it is sent, because the body may take longer than a nonce is
      // valid.
      return sender instanceof Authenticated key
          ? judge(head, key, endpoint)
          : Judged.answered(() -> challenge(head, (Rejected) sender, endpoint));
    } catch (RuntimeException e) {
      return Judged.answered(() -> failed(head, e, endpoint));
    }
  }

  private Judged judge(Request head, Authenticated key, Endpoint endpoint) {
    AccessResult result = check.checkAddress(key, head.address());
    if (result instanceof AccessResult.Granted) {
      UnaryOperator<Reply> limited = limits.of(key.id());
      return Judged.admitted(
          key.organization().value(), request -> limited.apply(serve(request, key, endpoint)));
    }
    if (result instanceof AccessResult.Forbidden forbidden) {
      ApiError error = error(forbidden.decision().reason(), head);
      return Judged.answered(() -> endpoint.error(error));
    }
    if (result instanceof AccessResult.RateLimited limited) {
      return Judged.answered(() -> limited(head, key, limited, endpoint));
    }
    // The other results are about credentials, but this key is already authenticated.
    throw new IllegalStateException("not decided: " + result);
  }

  private Reply challenge(Request request, Rejected rejected, Endpoint endpoint) {
    return endpoint.challenge(rejected, senders.challenges(request, rejected));
  }

  private static ApiError error(Decision.Denied.Reason reason, Request request) {
    String address = request.address().toString();
    return switch (reason) {
      case WHITELIST_MISSING -> new ApiError("ORG_REQUIRES_WHITELIST", address);
      case ADDRESS_NOT_LISTED -> new ApiError("IP_ADDRESS_NOT_ON_WHITELIST", address);
      case OTHER_ORGANIZATION, PERMISSION_NOT_GRANTED -> new ApiError("USER_UNAUTHORIZED");
    };
  }

  private Reply limited(
      Request request, Authenticated key, AccessResult.RateLimited limited, Endpoint endpoint) {
    Reply error = endpoint.error(limits.error(request, limited.retryAfter()));
    return LimitHeaders.retryAfter(limits.of(key.id()).apply(error), limited.retryAfter());
  }

  private Reply serve(Request request, Authenticated key, Endpoint endpoint) {
    try {
      return endpoint.serve(request, key);
    } catch (RuntimeException e) {
      return failed(request, e, endpoint);
    }
  }

  private Reply failed(Request request, RuntimeException failure, Endpoint endpoint) {
    ApiError error = Failures.of(failure);
    // A key that was revoked during the request gets the same answer as an unknown key.
    if (error.code().equals(AtlasCodes.of(ErrorCode.CALLING_KEY_NOT_VALID))) {
      return challenge(request, new Rejected(Rejected.Reason.UNKNOWN_KEY), endpoint);
    }
    Reply reply = endpoint.error(error);
    return failure instanceof ClavigerException refusal
        ? refusal.retryAfter().map(wait -> LimitHeaders.retryAfter(reply, wait)).orElse(reply)
        : reply;
  }
}

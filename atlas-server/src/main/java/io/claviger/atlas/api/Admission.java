package io.claviger.atlas.api;

import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Decision;
import io.claviger.access.Rejected;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.AtlasCodes;
import io.claviger.atlas.errors.Failures;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Checks who sends a request, whether the sender may call from its address, and how often. */
final class Admission {
  private final HttpAccess access;
  private final LimitHeaders limits;

  Admission(HttpAccess access, Optional<KeyLimiter> limiter) {
    this.access = access;
    this.limits = new LimitHeaders(limiter);
  }

  /** Judges the head of a request. The endpoint serves it once the body has arrived. */
  Judged judge(Request head, Endpoint endpoint) {
    try {
      HttpDecision decision = access.decide(incoming(head));
      if (decision instanceof HttpDecision.Admitted admitted) {
        return admit(admitted.principal().key(), endpoint);
      }
      // The address of the client is known, so there is a result.
      return refuse(head, ((HttpDecision.Refused) decision).result().orElseThrow(), endpoint);
    } catch (RuntimeException e) {
      return Judged.answered(() -> failed(head, e, endpoint));
    }
  }

  /**
   * Leaves out that a page sends the request: a client of Digest may send that header too, and
   * cannot sign without a nonce. The page of this server sends its requests so that the browser
   * opens no dialog.
   */
  private static IncomingRequest incoming(Request request) {
    IncomingRequest all = Messages.incoming(request);
    return new IncomingRequest(
        name ->
            name.equalsIgnoreCase(IncomingRequest.PAGE_HEADER)
                ? List.of()
                : all.headers().values(name),
        all.method(),
        all.target(),
        all.peer());
  }

  private Judged admit(Authenticated key, Endpoint endpoint) {
    UnaryOperator<Reply> limited = limits.of(key.id());
    return Judged.admitted(
        key.organization().value(), request -> limited.apply(serve(request, key, endpoint)));
  }

  /**
   * The reply is made when it is sent, because the body may take longer than the nonce of a
   * challenge is valid.
   */
  private Judged refuse(Request head, AccessResult result, Endpoint endpoint) {
    if (result instanceof AccessResult.Unauthenticated unauthenticated) {
      return Judged.answered(() -> challenge(head, unauthenticated.rejection(), endpoint));
    }
    if (result instanceof AccessResult.Forbidden forbidden) {
      ApiError error = error(forbidden.decision().reason(), head);
      return Judged.answered(() -> endpoint.error(error));
    }
    if (result instanceof AccessResult.RateLimited limited) {
      return Judged.answered(() -> limited(head, limited, endpoint));
    }
    throw ((AccessResult.Unavailable) result).failure();
  }

  private Reply challenge(Request request, Rejected rejected, Endpoint endpoint) {
    List<String> challenges =
        access.challenges(incoming(request), rejected).stream().map(HttpHeader::value).toList();
    return endpoint.challenge(rejected, challenges);
  }

  private static ApiError error(Decision.Denied.Reason reason, Request request) {
    String address = request.address().toString();
    return switch (reason) {
      case WHITELIST_MISSING -> new ApiError("ORG_REQUIRES_WHITELIST", address);
      case ADDRESS_NOT_LISTED -> new ApiError("IP_ADDRESS_NOT_ON_WHITELIST", address);
      case OTHER_ORGANIZATION, PERMISSION_NOT_GRANTED -> new ApiError("USER_UNAUTHORIZED");
    };
  }

  private Reply limited(Request request, AccessResult.RateLimited limited, Endpoint endpoint) {
    Reply error = endpoint.error(limits.error(request, limited.retryAfter()));
    Reply reply = limited.key().map(key -> limits.of(key.id()).apply(error)).orElse(error);
    return LimitHeaders.retryAfter(reply, limited.retryAfter());
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
    // A key that was revoked during the request gets the same response as an unknown key.
    if (error.code().equals(AtlasCodes.of(ErrorCode.CALLING_KEY_NOT_VALID))) {
      return challenge(request, Rejected.of(Rejected.Reason.UNKNOWN_KEY), endpoint);
    }
    Reply reply = endpoint.error(error);
    return failure instanceof ClavigerException refusal
        ? refusal.retryAfter().map(wait -> LimitHeaders.retryAfter(reply, wait)).orElse(reply)
        : reply;
  }
}

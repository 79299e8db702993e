package io.claviger.http.access;

import io.claviger.access.AccessResult;
import io.claviger.access.Rejected;
import io.claviger.http.ClientAddress;
import io.claviger.http.digest.DigestAuthenticator;
import io.claviger.http.digest.DigestResult;
import io.claviger.model.ClavigerException;
import io.claviger.model.IpAddress;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the responses to requests that are refused.
 *
 * @param missing the message for a request without a credential. That nothing was sent reveals
 *     nothing, and a client learns that it misspelt the header
 */
record Answers(Challenges challenges, String missing) {
  /** Returns the challenges for a rejection, in their order; a page gets none of some. */
  @FunctionalInterface
  interface Challenges {
    List<String> of(Rejected rejection, boolean ofPage);
  }

  private static final Rejected NO_CREDENTIAL = new Rejected(Rejected.Reason.MISSING);

  /** Returns the responses that challenge in each way to present a credential. */
  static Answers of(HttpAccessBuilder options) {
    Set<AuthorizationScheme> schemes = schemes(options);
    String realm = options.realm;
    List<String> tokenHeaders = List.copyOf(options.tokenHeaders);
    Optional<DigestAuthenticator> digest = options.digest;
    return new Answers(
        (rejection, ofPage) -> {
          List<String> challenges = new ArrayList<>();
          if (!ofPage) {
            digest.ifPresent(each -> challenges.addAll(each.challenges(rejection)));
          }
          for (AuthorizationScheme scheme : schemes) {
            if (!ofPage || scheme != AuthorizationScheme.BASIC) {
              challenges.add(challenge(scheme, realm));
            }
          }
          for (String header : tokenHeaders) {
            challenges.add("ApiKey realm=\"" + realm + "\", header=\"" + header + "\"");
          }
          return challenges;
        },
        missing(options));
  }

  /** Returns the schemes of the Authorization header, with that of access tokens. */
  private static Set<AuthorizationScheme> schemes(HttpAccessBuilder options) {
    Set<AuthorizationScheme> schemes = EnumSet.copyOf(options.schemes);
    options.accessTokens.ifPresent(unused -> schemes.add(AuthorizationScheme.BEARER));
    return schemes;
  }

  private static String missing(HttpAccessBuilder options) {
    List<String> schemes = new ArrayList<>();
    schemes(options).forEach(scheme -> schemes.add(scheme.wireName()));
    options.digest.ifPresent(unused -> schemes.add("Digest"));
    List<String> places = new ArrayList<>(options.tokenHeaders);
    if (!schemes.isEmpty()) {
      places.add("Authorization (" + String.join(", ", schemes) + ")");
    }
    String what = options.accessTokens.isPresent() ? "API key or access token" : "API key";
    return "no " + what + " was sent; send it in " + String.join(" or ", places);
  }

  /** Returns the responses to access tokens, which say that the client needs another one. */
  static Answers ofAccessTokens(HttpAccessBuilder options) {
    String challenge =
        challenge(AuthorizationScheme.BEARER, options.realm) + ", error=\"invalid_token\"";
    return new Answers((rejection, ofPage) -> List.of(challenge), missing(options));
  }

  private static String challenge(AuthorizationScheme scheme, String realm) {
    return scheme.wireName() + " realm=\"" + realm + "\"";
  }

  HttpDecision.Refused unknownAddress(IncomingRequest request, ClientAddress.Unknown unknown) {
    ProblemDocument problem = new ProblemDocument(400, "Bad Request", unknown.publicMessage());
    return new HttpDecision.Refused(
        problem, headers(List.of()), "400 " + request + ": " + unknown, Optional.empty());
  }

  /**
   * Makes the response for a result other than {@code Granted}.
   *
   * @param detail a reason that only Digest has, for the log; otherwise empty
   */
  HttpDecision.Refused refusal(
      IncomingRequest request,
      IpAddress client,
      AccessResult result,
      Optional<DigestResult.Detail> detail) {
    ProblemDocument problem = problem(result);
    String log =
        problem.status()
            + " "
            + request
            + " from "
            + client
            + ": "
            + result
            + detail.map(each -> ", " + each).orElse("");
    return new HttpDecision.Refused(
        problem,
        headers(specific(request, result)),
        log,
        result instanceof AccessResult.Unavailable unavailable
            ? Optional.of(unavailable.trouble())
            : Optional.empty());
  }

  /** Makes the response to a call of management that was refused. */
  HttpDecision.Refused management(ClavigerException exception) {
    ProblemDocument problem = ProblemDocument.of(exception);
    List<HttpHeader> specific =
        problem.status() == 401 ? challenges(NO_CREDENTIAL, false) : retryAfter(exception);
    return new HttpDecision.Refused(
        problem,
        headers(specific),
        problem.status() + ": " + exception.getMessage(),
        exception instanceof StoreException trouble ? Optional.of(trouble) : Optional.empty());
  }

  private ProblemDocument problem(AccessResult result) {
    String detail = result.publicMessage();
    if (result instanceof AccessResult.Unauthenticated unauthenticated) {
      boolean none = unauthenticated.rejection().equals(NO_CREDENTIAL);
      return new ProblemDocument(401, "Unauthorized", none ? missing : detail);
    }
    if (result instanceof AccessResult.Forbidden) {
      return new ProblemDocument(403, "Forbidden", detail);
    }
    if (result instanceof AccessResult.RateLimited) {
      return new ProblemDocument(429, "Too Many Requests", detail);
    }
    return new ProblemDocument(503, "Service Unavailable", detail);
  }

  private List<HttpHeader> specific(IncomingRequest request, AccessResult result) {
    if (result instanceof AccessResult.Unauthenticated unauthenticated) {
      return challenges(unauthenticated.rejection(), request.isOfPage());
    }
    if (result instanceof AccessResult.RateLimited limited) {
      return List.of(retryAfter(limited.retryAfter()));
    }
    if (result instanceof AccessResult.Unavailable unavailable) {
      return retryAfter(unavailable.trouble());
    }
    return List.of();
  }

  /** Returns the challenges for a request without a credential. */
  List<HttpHeader> challenges(IncomingRequest request) {
    return challenges(NO_CREDENTIAL, request.isOfPage());
  }

  private List<HttpHeader> challenges(Rejected rejection, boolean ofPage) {
    return challenges.of(rejection, ofPage).stream()
        .map(challenge -> new HttpHeader("WWW-Authenticate", challenge))
        .toList();
  }

  private static List<HttpHeader> retryAfter(ClavigerException failure) {
    return failure.retryAfter().map(Answers::retryAfter).stream().toList();
  }

  /** Returns whole seconds, rounded up, since a client must not come too early. */
  private static HttpHeader retryAfter(Duration wait) {
    long seconds = wait.getSeconds();
    boolean more = wait.getNano() > 0 && seconds < Long.MAX_VALUE;
    return new HttpHeader("Retry-After", Long.toString(Math.max(1, more ? seconds + 1 : seconds)));
  }

  private static List<HttpHeader> headers(List<HttpHeader> specific) {
    List<HttpHeader> all = new ArrayList<>(specific);
    all.add(new HttpHeader("Cache-Control", "no-store"));
    all.add(new HttpHeader("Content-Type", ProblemDocument.MEDIA_TYPE));
    return all;
  }
}

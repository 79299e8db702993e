package io.claviger.http.access;

import io.claviger.access.AccessResult;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.http.ClientAddress;
import io.claviger.model.ClavigerException;
import io.claviger.model.IpAddress;
import io.claviger.model.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the responses to requests that are refused.
 *
 * @param realm the realm of the challenges of schemes and headers
 * @param presentations offered first, in this order
 * @param schemes offered next
 * @param tokenHeaders offered last
 * @param missing the message for a request without a credential. That nothing was sent reveals
 *     nothing, and a client learns that it misspelt the header
 */
record Responses(
    String realm,
    List<Presentation> presentations,
    Set<AuthorizationScheme> schemes,
    List<String> tokenHeaders,
    String missing) {
  private static final Rejected NO_CREDENTIAL = Rejected.of(Rejected.Reason.MISSING);

  /** A browser opens its own dialog for these, whoever offers them. */
  private static final List<String> DIALOGS = List.of("Basic", "Digest");

  static Responses of(HttpAccessBuilder options) {
    return new Responses(
        options.realm,
        options.presentations,
        options.schemes,
        options.tokenHeaders,
        missing(options));
  }

  /** Names the schemes that are offered, and the headers. */
  private static String missing(HttpAccessBuilder options) {
    Set<String> schemes = new LinkedHashSet<>();
    options.schemes.forEach(scheme -> schemes.add(scheme.wireName()));
    options.presentations.stream()
        .flatMap(each -> each.challenges(options.realm, Optional.empty()).stream())
        .forEach(challenge -> schemes.add(challenge.split(" ", 2)[0]));
    List<String> places = new ArrayList<>(options.tokenHeaders);
    if (!schemes.isEmpty()) {
      places.add("Authorization (" + String.join(", ", schemes) + ")");
    }
    return "no API key was sent"
        + (places.isEmpty() ? "" : "; send it in " + String.join(" or ", places));
  }

  HttpDecision.Refused unknownAddress(IncomingRequest request, ClientAddress.Unknown unknown) {
    ProblemDocument problem = new ProblemDocument(400, "Bad Request", unknown.publicMessage());
    return new HttpDecision.Refused(
        problem,
        HttpResponse.of(problem, List.of()),
        "400 " + request + ": " + unknown,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Makes the response for a result other than {@code Granted}.
   *
   * @param by the presentation that read the credential
   */
  HttpDecision.Refused refusal(
      IncomingRequest request, IpAddress client, AccessResult result, Optional<Presentation> by) {
    ProblemDocument problem = problem(result);
    return new HttpDecision.Refused(
        problem,
        HttpResponse.of(problem, specific(request, result, by)),
        problem.status() + " " + request + " from " + client + ": " + result,
        result instanceof AccessResult.Unavailable unavailable
            ? Optional.of(unavailable.failure())
            : Optional.empty(),
        Optional.of(result));
  }

  /** Makes the response to a call of management that was refused. */
  HttpDecision.Refused management(
      ClavigerException exception, Optional<Presentation> by, boolean ofPage) {
    ProblemDocument problem = ProblemDocument.of(exception);
    List<HttpHeader> specific =
        problem.status() == 401 ? challenges(NO_CREDENTIAL, by, ofPage) : retryAfter(exception);
    return new HttpDecision.Refused(
        problem,
        HttpResponse.of(problem, specific),
        problem.status() + ": " + exception.getMessage(),
        exception instanceof StoreException trouble ? Optional.of(trouble) : Optional.empty(),
        Optional.empty());
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

  private List<HttpHeader> specific(
      IncomingRequest request, AccessResult result, Optional<Presentation> by) {
    if (result instanceof AccessResult.Unauthenticated unauthenticated) {
      return challenges(unauthenticated.rejection(), by, request.isOfPage());
    }
    if (result instanceof AccessResult.RateLimited limited) {
      return List.of(HttpHeader.retryAfter(limited.retryAfter()));
    }
    if (result instanceof AccessResult.Unavailable unavailable) {
      return retryAfter(unavailable.failure());
    }
    return List.of();
  }

  /** Returns the challenges of a response to a request of which nothing was checked. */
  List<HttpHeader> challenges(IncomingRequest request, Optional<Presentation> by) {
    return challenges(NO_CREDENTIAL, by, request.isOfPage());
  }

  /**
   * Returns the challenges for a rejection.
   *
   * @param by the presentation that read the rejected credential
   */
  List<HttpHeader> challenges(Rejected rejection, Optional<Presentation> by, boolean ofPage) {
    Optional<Rejected> own = Optional.of(rejection);
    if (by.isPresent() && by.get().challengesAlone()) {
      return headers(by.get().challenges(realm, own).stream(), ofPage);
    }
    Set<String> challenges = new LinkedHashSet<>();
    for (Presentation each : presentations) {
      boolean used = by.isPresent() && by.get() == each;
      challenges.addAll(each.challenges(realm, used ? own : Optional.empty()));
    }
    schemes.forEach(each -> challenges.add(each.wireName() + " realm=\"" + realm + "\""));
    tokenHeaders.forEach(
        each -> challenges.add("ApiKey realm=\"" + realm + "\", header=\"" + each + "\""));
    return headers(challenges.stream(), ofPage);
  }

  /**
   * Filters all challenges here, so that no presentation has to remember that the script of a page
   * must get none that opens a dialog.
   */
  private static List<HttpHeader> headers(Stream<String> challenges, boolean ofPage) {
    return challenges
        .filter(
            challenge ->
                !ofPage || DIALOGS.stream().noneMatch(Authorization.of(List.of(challenge))::has))
        .map(challenge -> new HttpHeader("WWW-Authenticate", challenge))
        .toList();
  }

  private static List<HttpHeader> retryAfter(ClavigerException failure) {
    return failure.retryAfter().map(HttpHeader::retryAfter).stream().toList();
  }
}

package io.claviger.spring.internal.web;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.ProblemDocument;
import io.claviger.model.ClavigerException;
import io.claviger.model.StoreException;
import java.util.List;

/** The responses that applications on servlets and on WebFlux have in common. */
public final class KeyAnswers {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.spring");

  /** The key lacks an authority that the application requires. */
  public static final HttpResponse FORBIDDEN =
      HttpResponse.of(
          new ProblemDocument(403, "Forbidden", "the API key may not do this"), List.of());

  private KeyAnswers() {}

  /**
   * Returns the response to a request that the chain did not let through. The key can be good, if
   * the chain wants more, such as a login that is not remembered.
   */
  public static HttpResponse toUnauthenticated(HttpDecision decision) {
    return decision instanceof HttpDecision.Refused refused ? refused.response() : FORBIDDEN;
  }

  /** Checks whether the client shows pages, and so can show a login page or an error page. */
  public static boolean wantsPage(IncomingRequest request) {
    return request.headers().values("Accept").stream()
        .anyMatch(value -> value.contains("text/html"));
  }

  /** Returns the answer to a refused call of management, and logs a failure of the store. */
  public static HttpResponse toManagement(
      ClavigerException refusal, IncomingRequest request, HttpAccess access) {
    HttpDecision.Refused refused = access.refusal(refusal, request);
    if (refused.status() >= 500) {
      LOGGER.log(
          System.Logger.Level.WARNING, refused.log(), isOfOverload(refusal) ? null : refusal);
    }
    return refused.response();
  }

  /** Checks whether no database was asked. Many are refused so, and a stack trace says nothing. */
  private static boolean isOfOverload(ClavigerException refusal) {
    return refusal instanceof StoreException failure
        && failure.kind() == StoreException.Kind.UNREACHABLE
        && failure.getCause() == null;
  }

  /** Returns the response without its document, for an error page in its place. */
  public static HttpResponse withoutDocument(HttpResponse answer) {
    List<HttpHeader> headers =
        answer.headers().stream()
            .filter(header -> !header.name().equalsIgnoreCase("Content-Type"))
            .toList();
    return HttpResponse.of(answer.status(), headers, "");
  }
}

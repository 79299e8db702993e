package io.claviger.spring;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.ProblemDocument;
import io.claviger.model.ClavigerException;
import io.claviger.model.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The answers that applications on servlets and on WebFlux have in common. */
final class KeyAnswers {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.spring");

  /** The key lacks an authority that the application requires. */
  static final HttpDecision.Refused FORBIDDEN =
      new HttpDecision.Refused(
          new ProblemDocument(403, "Forbidden", "the API key may not do this"),
          List.of(
              new HttpHeader("Cache-Control", "no-store"),
              new HttpHeader("Content-Type", ProblemDocument.MEDIA_TYPE)),
          "403: the key lacks an authority",
          Optional.empty(),
          Optional.empty());

  private KeyAnswers() {}

  /**
   * Returns the answer to a request that the chain did not let through. The key can be good, if the
   * chain wants more, such as a login that is not remembered.
   */
  static HttpDecision.Refused toUnauthenticated(HttpDecision decision) {
    return decision instanceof HttpDecision.Refused refused ? refused : FORBIDDEN;
  }

  /** Checks whether the client shows pages, and so can show a login page or an error page. */
  static boolean wantsPage(IncomingRequest request) {
    return request.headers().values("Accept").stream()
        .anyMatch(value -> value.contains("text/html"));
  }

  /** Returns the answer to a refused call of management, and logs a failure of the store. */
  static HttpDecision.Refused toManagement(
      ClavigerException refusal, IncomingRequest request, HttpAccess access) {
    HttpDecision.Refused refused = access.refusal(refusal, request);
    if (refused.status() >= 500) {
      LOGGER.log(
          System.Logger.Level.WARNING, refused.log(), isOfOverload(refusal) ? null : refusal);
    }
    return refused;
  }

  /** Checks whether no database was asked. Many are refused so, and a stack trace says nothing. */
  private static boolean isOfOverload(ClavigerException refusal) {
    return refusal instanceof StoreException failure
        && failure.kind() == StoreException.Kind.UNREACHABLE
        && failure.getCause() == null;
  }

  /** Returns the headers without those of the document, for an error page in its place. */
  static Stream<HttpHeader> headersOfPage(HttpDecision.Refused refused) {
    return refused.headers().stream()
        .filter(header -> !header.name().equalsIgnoreCase("Content-Type"));
  }
}

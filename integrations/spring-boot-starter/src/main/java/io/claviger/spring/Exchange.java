package io.claviger.spring;

import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.ProblemDocument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Reads requests for the decision, and writes refusals. It sets the status and never calls {@code
 * sendError}: the dispatch to the page for errors would be refused again, with 401.
 */
final class Exchange {
  private Exchange() {}

  static IncomingRequest incoming(HttpServletRequest request) {
    String query = request.getQueryString();
    String target = request.getRequestURI() + (query == null ? "" : "?" + query);
    return new IncomingRequest(
        name -> values(request, name),
        request.getMethod(),
        target,
        Optional.ofNullable(request.getRemoteAddr()));
  }

  private static List<String> values(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }

  /** Checks whether the client is a browser that shows pages, and so can show a login page. */
  static boolean wantsPage(HttpServletRequest request) {
    return values(request, "Accept").stream().anyMatch(value -> value.contains("text/html"));
  }

  static void write(HttpDecision.Refused refused, HttpServletResponse response) throws IOException {
    for (HttpHeader header : refused.headers()) {
      response.addHeader(header.name(), header.value());
    }
    write(refused.problem(), response);
  }

  static void write(ProblemDocument problem, HttpServletResponse response) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    byte[] body = problem.toJson().getBytes(StandardCharsets.US_ASCII);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

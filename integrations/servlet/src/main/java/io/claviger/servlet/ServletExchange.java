package io.claviger.servlet;

import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Translates between servlets and {@link io.claviger.http.access.HttpAccess}, for filters of
 * applications and of frameworks on servlets.
 */
public final class ServletExchange {
  private ServletExchange() {}

  /**
   * Returns the parts of a request that a decision needs. The peer is {@code getRemoteAddr()}, and
   * the target is {@code getRequestURI()} with the query. The headers are read from the request
   * while it is decided.
   */
  public static IncomingRequest incoming(HttpServletRequest request) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    return new IncomingRequest(
        name -> values(request, name),
        request.getMethod(),
        query == null ? path : path + "?" + query,
        Optional.ofNullable(request.getRemoteAddr()));
  }

  /** A list that can grow is only made for several values, which a usual request does not have. */
  private static List<String> values(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    if (values == null || !values.hasMoreElements()) {
      return name.equals("Host") ? List.of(authority(request)) : List.of();
    }
    String first = values.nextElement();
    if (!values.hasMoreElements()) {
      return List.of(first);
    }
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(Collections.list(values));
    return all;
  }

  /** Returns what {@code Host} would be: HTTP/2 has an authority instead (RFC 9113, 8.3.1). */
  private static String authority(HttpServletRequest request) {
    String name = request.getServerName();
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return usual ? name : name + ":" + port;
  }

  /**
   * Sends a response. A header replaces one that a filter has set, except {@code WWW-Authenticate},
   * which is added. It does not call {@code sendError}, which starts an ERROR dispatch that may be
   * refused again. The container leaves out the body of a response to HEAD.
   *
   * @throws IOException if the response cannot be written
   */
  public static void write(HttpResponse answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.writeHeaders(response::setHeader, response::addHeader);
    if (!answer.body().isEmpty()) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}

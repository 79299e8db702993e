package io.claviger.test.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An adapter for the server of the JDK, and the application of the contract. */
final class JdkAdapter implements HttpHandler {
  private final HttpAccess access;
  private final Fault fault;
  private volatile @Nullable ApiKeyPrincipal last;

  JdkAdapter(HttpAccess access, Fault fault) {
    this.access = access;
    this.fault = fault;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "private");
    HttpDecision decision = access.decide(request(exchange));
    if (decision instanceof HttpDecision.Refused refused) {
      refuse(exchange, refused);
      return;
    }
    ApiKeyPrincipal principal = ((HttpDecision.Admitted) decision).principal();
    last = principal;
    if (exchange.getRequestMethod().equals("POST")) {
      exchange.getRequestBody().readAllBytes();
    }
    answer(exchange, fault == Fault.PRINCIPAL_SHARED ? last : principal);
  }

  private IncomingRequest request(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    URI uri = exchange.getRequestURI();
    String target =
        switch (fault) {
          case QUERY_LEFT_OUT -> uri.getRawPath();
          case TARGET_DECODED ->
              uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
          default -> uri.toString();
        };
    String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
    if (fault == Fault.PROXY_BELIEVED && headers.containsKey("X-Forwarded-For")) {
      peer = headers.getFirst("X-Forwarded-For");
    }
    return new IncomingRequest(
        name -> {
          List<String> values = headers.getOrDefault(name, List.of());
          return fault == Fault.FIRST_LINE_ONLY && !values.isEmpty()
              ? values.subList(0, 1)
              : values;
        },
        exchange.getRequestMethod(),
        target,
        Optional.of(peer));
  }

  private void refuse(HttpExchange exchange, HttpDecision.Refused refused) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    refused
        .response()
        .writeHeaders(fault == Fault.HEADERS_ADDED ? headers::add : headers::set, headers::add);
    if (fault == Fault.CHALLENGES_JOINED && refused.status() == 401) {
      headers.set("WWW-Authenticate", String.join(", ", headers.get("WWW-Authenticate")));
    }
    if (fault == Fault.PLAIN_TEXT) {
      headers.set("Content-Type", "text/plain");
    }
    if (fault == Fault.CLOSED_AFTER_REFUSAL) {
      headers.set("Connection", "close");
    }
    boolean hidden = fault == Fault.STORE_FAILURE_AS_401 && refused.status() == 503;
    send(exchange, hidden ? 401 : refused.status(), refused.response().body());
  }

  private void answer(HttpExchange exchange, ApiKeyPrincipal principal) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean post = exchange.getRequestMethod().equals("POST");
    if (path.equals("/fail")) {
      if (fault == Fault.DECIDED_AGAIN_AFTER_A_FAILURE) {
        access.decide(request(exchange));
      }
      send(exchange, 500, "");
    } else if (!path.equals("/reports") && (post || !path.startsWith("/reports/"))) {
      send(exchange, 404, "");
    } else if (!principal.hasAuthority(post ? "reports.write" : "reports.read")) {
      send(exchange, 403, "");
    } else {
      send(exchange, 200, principal.getName());
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}

package io.claviger.oauth;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An application on the server of the JDK: the endpoints, and a resource that tokens read. */
final class OAuthServer implements AutoCloseable {
  private static final String PREFIX = "/oauth";

  private final HttpServer server;
  private final OAuthHandler handler;
  private final HttpAccess access;

  OAuthServer(OAuthHandler handler, HttpAccess access) throws IOException {
    this.handler = handler;
    this.access = access;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX + "/", this::endpoint);
    server.createContext("/reports", this::report);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void endpoint(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
    HttpResponse response = handler.handle(incoming(exchange), path, exchange.getRequestBody());
    send(exchange, response);
  }

  private void report(HttpExchange exchange) throws IOException {
    if (access.decide(incoming(exchange)) instanceof HttpDecision.Refused refused) {
      send(exchange, refused.response());
    } else {
      send(exchange, HttpResponse.of(200, List.of(), "a report"));
    }
  }

  private static IncomingRequest incoming(HttpExchange exchange) {
    return new IncomingRequest(
        name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        Optional.of(exchange.getRemoteAddress().getAddress().getHostAddress()));
  }

  private static void send(HttpExchange exchange, HttpResponse response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response.writeHeaders(headers::set, headers::add);
    byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
    // -1 is for no body; 0 would be for one of unknown length.
    exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

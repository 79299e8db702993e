package io.claviger.spring;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Translates between WebFlux and the handlers of the library. */
final class ReactiveExchange {
  /** The attribute of an exchange with the key that the chain admitted. */
  static final String KEY = ReactiveExchange.class.getName() + ".key";

  private ReactiveExchange() {}

  /** Returns the parts of a request. The peer is {@code getRemoteAddress()}. */
  static IncomingRequest incoming(ServerHttpRequest request) {
    URI uri = request.getURI();
    String query = uri.getRawQuery();
    return new IncomingRequest(
        name -> values(request.getHeaders(), name),
        request.getMethod().name(),
        query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query,
        Optional.ofNullable(request.getRemoteAddress())
            .map(InetSocketAddress::getAddress)
            .map(InetAddress::getHostAddress));
  }

  /** Spring 6 and 7 have no shorter way in common. */
  private static List<String> values(HttpHeaders headers, String name) {
    return headers.headerSet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  static Mono<Void> write(HttpDecision.Refused refused, ServerWebExchange exchange) {
    return write(refused.status(), refused.headers(), refused.body(), exchange);
  }

  /**
   * Sends a response, whose headers replace those that a filter has set. The server leaves out the
   * body of one to HEAD.
   */
  static Mono<Void> write(
      int status, List<HttpHeader> headers, String text, ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(status));
    headers.stream()
        .collect(groupingBy(HttpHeader::name, mapping(HttpHeader::value, toList())))
        .forEach(response.getHeaders()::put);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    if (body.length == 0) {
      return response.setComplete();
    }
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}

package io.claviger.spring.internal.webflux;

import io.claviger.http.access.HttpResponse;
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
public final class ReactiveExchange {
  /** The attribute of an exchange with the key that the chain admitted. */
  public static final String KEY = ReactiveExchange.class.getName() + ".key";

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

  /**
   * Sends a response. A header replaces one that a filter has set, except {@code WWW-Authenticate},
   * which is added. The server leaves out the body of a response to HEAD.
   */
  public static Mono<Void> write(HttpResponse answer, ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
    answer.writeHeaders(response.getHeaders()::set, response.getHeaders()::add);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (body.length == 0) {
      return response.setComplete();
    }
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}

package io.claviger.spring.internal.webflux;

import io.claviger.http.access.IncomingRequest;
import java.util.Map;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Passes the requests below a path of WebFlux to a handler. */
public record ReactiveMount(String path, Handler handler) implements WebHandler {
  /** Comes before controllers and functional routes of the application, which may take all. */
  private static final int ORDER = -2;

  /** What serves the requests. */
  public interface Handler {
    /**
     * Serves a request.
     *
     * @param exchange its principal is known, so that it can be asked for it without waiting
     * @param incoming the parts of its request
     * @param below the part of the path below that of the mount, byte for byte
     */
    Mono<Void> handle(ServerWebExchange exchange, IncomingRequest incoming, String below);
  }

  public HandlerMapping mapping() {
    return new SimpleUrlHandlerMapping(Map.of(path + "/**", this), ORDER);
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    String whole = exchange.getRequest().getPath().pathWithinApplication().value();
    String below = whole.startsWith(path + "/") ? whole.substring(path.length()) : "";
    IncomingRequest incoming = ReactiveExchange.incoming(exchange.getRequest());
    return exchange
        .getPrincipal()
        .map(user -> exchange.mutate().principal(Mono.just(user)).build())
        .defaultIfEmpty(exchange)
        .flatMap(known -> handler.handle(known, incoming, below));
  }
}

package io.claviger.spring;

import io.claviger.http.access.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Passes the requests below a path of WebFlux to a handler that can block. */
record ReactiveMount(String path, BlockingCalls calls, Handler handler) implements WebHandler {
  /** Comes before controllers and functional routes of the application, which may take all. */
  private static final int ORDER = -2;

  /** More than any handler accepts; they refuse a longer body themselves. */
  private static final int MAX_BYTES = 500_000;

  interface Handler {
    /**
     * Decides about a request, and returns how to write the response.
     *
     * @param exchange its principal is known, so that it can be asked for it without waiting
     * @param incoming the parts of its request
     * @param below the part of the path below that of the mount, byte for byte
     */
    Mono<Void> handle(
        ServerWebExchange exchange, IncomingRequest incoming, String below, InputStream body);
  }

  HandlerMapping mapping() {
    return new SimpleUrlHandlerMapping(Map.of(path + "/**", this), ORDER);
  }

  /** Waits for the body first, so that no slow client holds a thread. */
  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    String whole = exchange.getRequest().getPath().pathWithinApplication().value();
    String below = whole.startsWith(path + "/") ? whole.substring(path.length()) : "";
    Mono<ServerWebExchange> known =
        exchange
            .getPrincipal()
            .map(user -> exchange.mutate().principal(Mono.just(user)).build())
            .defaultIfEmpty(exchange);
    Mono<byte[]> body =
        DataBufferUtils.join(
                DataBufferUtils.takeUntilByteCount(exchange.getRequest().getBody(), MAX_BYTES))
            .map(ReactiveMount::bytes)
            .defaultIfEmpty(new byte[0]);
    IncomingRequest incoming = ReactiveExchange.incoming(exchange.getRequest());
    return Mono.zip(known, body.map(ByteArrayInputStream::new))
        .flatMap(
            both -> calls.call(() -> handler.handle(both.getT1(), incoming, below, both.getT2())))
        .flatMap(answer -> answer);
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] all = new byte[buffer.readableByteCount()];
    buffer.read(all);
    DataBufferUtils.release(buffer);
    return all;
  }
}

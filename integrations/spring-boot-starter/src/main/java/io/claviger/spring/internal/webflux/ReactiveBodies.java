package io.claviger.spring.internal.webflux;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Receives the bodies of requests on WebFlux. No thread waits for one, and none is waited for
 * longer than a time. If a sender has too many of them on their way, a further one ends its oldest:
 * so slow bodies refuse no request that is sent at once. Thread-safe.
 */
public final class ReactiveBodies {
  private final int maxBytes;
  private final int each;
  private final Duration time;
  private final Map<Object, Deque<Sinks.Empty<Void>>> receiving = new HashMap<>();

  /**
   * Receives nothing yet.
   *
   * @param maxBytes how many bytes of a body the handler accepts. One more is received, so that the
   *     handler refuses a longer body itself
   * @param each how many bodies of one sender to receive at once
   * @param time how long to receive a body; then the response is 408
   */
  public ReactiveBodies(int maxBytes, int each, Duration time) {
    this.maxBytes = maxBytes;
    this.each = each;
    this.time = time;
  }

  /** Receives a body of this sender, which is compared by {@code equals}. */
  public Mono<InputStream> receive(Flux<DataBuffer> body, Object sender) {
    return Mono.defer(
        () -> {
          Sinks.Empty<Void> ended = Sinks.empty();
          begin(sender, ended);
          Mono<InputStream> whole =
              DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(body, maxBytes + 1))
                  .map(ReactiveBodies::bytes)
                  .defaultIfEmpty(new byte[0])
                  .<InputStream>map(ByteArrayInputStream::new)
                  .onErrorMap(unused -> refusal(HttpStatus.BAD_REQUEST)); // The client hung up.
          return Mono.firstWithSignal(whole, ended.asMono().then(Mono.<InputStream>never()))
              .timeout(time, Mono.error(() -> refusal(HttpStatus.REQUEST_TIMEOUT)))
              .doFinally(unused -> end(sender, ended));
        });
  }

  private void begin(Object sender, Sinks.Empty<Void> body) {
    Sinks.Empty<Void> oldest = null;
    synchronized (receiving) {
      Deque<Sinks.Empty<Void>> bodies =
          receiving.computeIfAbsent(sender, unused -> new ArrayDeque<>());
      if (bodies.size() == each) {
        oldest = bodies.remove();
      }
      bodies.add(body);
    }
    if (oldest != null) {
      var unused = oldest.tryEmitError(refusal(HttpStatus.TOO_MANY_REQUESTS));
    }
  }

  private void end(Object sender, Sinks.Empty<Void> body) {
    synchronized (receiving) {
      receiving.computeIfPresent(
          sender,
          (unused, bodies) -> {
            bodies.remove(body);
            return bodies.isEmpty() ? null : bodies;
          });
    }
  }

  private static ResponseStatusException refusal(HttpStatus status) {
    return new ResponseStatusException(status);
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] all = new byte[buffer.readableByteCount()];
    buffer.read(all);
    DataBufferUtils.release(buffer);
    return all;
  }
}

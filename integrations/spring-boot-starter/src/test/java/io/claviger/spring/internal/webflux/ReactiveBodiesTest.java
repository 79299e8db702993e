package io.claviger.spring.internal.webflux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReactiveBodiesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ReactiveBodies bodies = new ReactiveBodies(2, 2, LONG);

  private static Flux<DataBuffer> parts(String... texts) {
    return Flux.just(texts)
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .map(DefaultDataBufferFactory.sharedInstance::wrap);
  }

  private static Flux<DataBuffer> slow() {
    return parts("a").concatWith(Flux.never());
  }

  private static String text(Mono<InputStream> body) throws Exception {
    return new String(
        body.blockOptional(LONG).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int refusal(CompletableFuture<InputStream> body) {
    Throwable cause = assertThrows(CompletionException.class, body::join).getCause();
    return ((ResponseStatusException) cause).getStatusCode().value();
  }

  @Test
  void aBodyIsReceivedUpToTheBound() throws Exception {
    assertEquals("ab", text(bodies.receive(parts("a", "b"), "jane")));
    assertEquals("", text(bodies.receive(parts(), "jane")));
    Flux<DataBuffer> endless = parts("ab", "cd").concatWith(Flux.never());
    assertEquals("abc", text(bodies.receive(endless, "jane")));
  }

  @Test
  void noBodyIsWaitedForLonger() {
    ReactiveBodies hasty = new ReactiveBodies(2, 2, Duration.ofMillis(10));
    assertEquals(408, refusal(hasty.receive(slow(), "jane").toFuture()));
  }

  /** Its failure is no error of the server. */
  @Test
  void aClientMayHangUp() {
    Flux<DataBuffer> aborted = parts("a").concatWith(Flux.error(new IOException("hung up")));
    assertEquals(400, refusal(bodies.receive(aborted, "jane").toFuture()));
  }

  /** Its own, and of no other sender. What ended makes room. */
  @Test
  void aFurtherBodyEndsTheOldestOfItsSender() throws Exception {
    CompletableFuture<InputStream> other = bodies.receive(slow(), "joe").toFuture();
    List<CompletableFuture<InputStream>> janes = new ArrayList<>();
    AtomicBoolean cancelled = new AtomicBoolean();
    janes.add(bodies.receive(slow().doOnCancel(() -> cancelled.set(true)), "jane").toFuture());
    janes.add(bodies.receive(slow(), "jane").toFuture());
    assertEquals("a", text(bodies.receive(parts("a"), "jane")));
    assertEquals(429, refusal(janes.get(0)));
    assertTrue(cancelled.get());
    janes.add(bodies.receive(slow(), "jane").toFuture());
    assertFalse(janes.get(1).isDone());
    assertFalse(janes.get(2).isDone());
    assertFalse(other.isDone());
  }
}

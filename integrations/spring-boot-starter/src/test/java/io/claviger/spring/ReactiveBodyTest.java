package io.claviger.spring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

class ReactiveBodyTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Flux<DataBuffer> parts(String... texts) {
    return Flux.just(texts)
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .map(DefaultDataBufferFactory.sharedInstance::wrap);
  }

  private static String text(InputStream body) throws Exception {
    return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void itIsReceivedWhenItIsRead() throws Exception {
    AtomicBoolean asked = new AtomicBoolean();
    Flux<DataBuffer> body = parts("ab", "cd").doOnSubscribe(unused -> asked.set(true));
    try (InputStream stream = ReactiveBody.whenRead(body, 10, LONG)) {
      assertFalse(asked.get());
      assertEquals('a', stream.read());
      assertEquals("bcd", text(stream));
      assertArrayEquals(new byte[0], stream.readNBytes(1));
    }
    assertEquals("", text(ReactiveBody.whenRead(parts(), 10, LONG)));
  }

  /** A client that sends more without an end is not waited for. */
  @Test
  void noMoreIsReceivedThanTheBound() throws Exception {
    Flux<DataBuffer> endless = parts("ab", "cd").concatWith(Flux.never());
    assertEquals("abc", text(ReactiveBody.received(endless, 3).block(LONG)));
    assertEquals("abc", text(ReactiveBody.whenRead(endless, 3, LONG)));
  }

  @Test
  void aThreadWaitsForSomeTimeOnly() {
    Flux<DataBuffer> slow = parts("ab").concatWith(Flux.never());
    InputStream stream = ReactiveBody.whenRead(slow, 10, Duration.ofMillis(10));
    ResponseStatusException late = assertThrows(ResponseStatusException.class, stream::read);
    assertEquals(408, late.getStatusCode().value());
  }
}

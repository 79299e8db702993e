package io.claviger.spring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The body of a request on WebFlux, as the stream that a handler takes. Not thread-safe. */
final class ReactiveBody extends InputStream {
  private final Mono<InputStream> body;
  private @Nullable InputStream received;

  private ReactiveBody(Mono<InputStream> body) {
    this.body = body;
  }

  /**
   * Waits for the body, so that no slow client holds a thread. It is for a handler that finds the
   * sender in the body.
   *
   * @param most how many bytes to receive at most; the stream leaves out the rest
   */
  static Mono<InputStream> received(Flux<DataBuffer> body, int most) {
    return DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(body, most))
        .map(ReactiveBody::bytes)
        .defaultIfEmpty(new byte[0])
        .map(ByteArrayInputStream::new);
  }

  /**
   * Returns a stream that receives the body when it is first read, on the thread that reads it. So
   * a handler that judges the sender first receives nothing from others. The thread waits for this
   * time at most; then the answer is 408.
   */
  static InputStream whenRead(Flux<DataBuffer> body, int most, Duration time) {
    Mono<InputStream> tooSlow =
        Mono.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT));
    return new ReactiveBody(received(body, most).timeout(time, tooSlow));
  }

  @Override
  public int read() throws IOException {
    return received().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return received().read(target, offset, length);
  }

  private InputStream received() {
    InputStream stream = received;
    if (stream == null) {
      stream = body.blockOptional().orElseThrow();
      received = stream;
    }
    return stream;
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] all = new byte[buffer.readableByteCount()];
    buffer.read(all);
    DataBufferUtils.release(buffer);
    return all;
  }
}

package io.claviger.http.internal.body;

import io.claviger.spi.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The body of a request, which blocks the thread that reads it.
 *
 * @param ticker measures how long the thread waits
 */
public record BlockingBody(InputStream stream, Ticker ticker) {
  /** How long a thread waits for a body. */
  public static final Duration TIME = Duration.ofSeconds(10);

  /**
   * Reads the body, but not more than so many bytes. Empty if it is not there within {@link #TIME};
   * the time is checked after each read, and one read can block as long as the server lets it.
   *
   * @throws IOException if the client does not send the whole body
   */
  public Optional<byte[]> read(int most) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[Math.min(most, 8_192)];
    long began = ticker.nanos();
    while (body.size() < most) {
      int count = stream.read(buffer, 0, Math.min(buffer.length, most - body.size()));
      if (count < 0) {
        break;
      }
      body.write(buffer, 0, count);
      if (ticker.nanos() - began > TIME.toNanos()) {
        return Optional.empty();
      }
    }
    return Optional.of(body.toByteArray());
  }
}

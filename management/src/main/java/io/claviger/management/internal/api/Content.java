package io.claviger.management.internal.api;

import io.claviger.http.internal.body.BlockingBody;
import io.claviger.spi.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The body of a request, which is read when its sender is known. */
public record Content(BlockingBody body) {
  /** More than the longest labels need, even if each character is escaped. */
  public static final int MAX_BYTES = 400_000;

  /** The body of a request before it is there. */
  static Content none() {
    return new Content(new BlockingBody(InputStream.nullInputStream(), Ticker.system()));
  }

  byte[] read() {
    try {
      byte[] read = body.read(MAX_BYTES + 1).orElseThrow(Problem::tooSlow);
      if (read.length > MAX_BYTES) {
        throw Problem.tooLarge(MAX_BYTES);
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("the client did not send the whole body", e);
    }
  }
}

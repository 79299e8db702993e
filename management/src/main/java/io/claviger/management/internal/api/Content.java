package io.claviger.management.internal.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The body of a request, which is read when its sender is known. */
public record Content(InputStream stream) {
  /** More than the longest labels need, even if each character is escaped. */
  private static final int MAX_BYTES = 400_000;

  /** The body of a request before it is there. */
  static Content none() {
    return new Content(InputStream.nullInputStream());
  }

  /** Checks that the stream is not null. */
  public Content {
    Objects.requireNonNull(stream, "body");
  }

  byte[] read() {
    try {
      byte[] body = stream.readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw Problem.tooLarge(MAX_BYTES);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("the client did not send the whole body", e);
    }
  }
}

package io.claviger.management.internal.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The body of a request, which is read when its sender is known. */
public record Content(InputStream stream) {
  /** Checks that the stream is not null. */
  public Content {
    Objects.requireNonNull(stream, "body");
  }

  byte[] read() {
    try {
      byte[] body = stream.readNBytes(ManagementApi.MOST_BYTES + 1);
      if (body.length > ManagementApi.MOST_BYTES) {
        throw Problem.tooLarge(ManagementApi.MOST_BYTES);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("the client did not send the whole body", e);
    }
  }
}

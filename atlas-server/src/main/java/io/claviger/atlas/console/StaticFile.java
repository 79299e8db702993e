package io.claviger.atlas.console;

import io.claviger.atlas.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** A file of the console, read once. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record StaticFile(String type, byte[] content) {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** Reads a file that is next to this class. */
  static StaticFile read(String name, String type) {
    try (InputStream file = StaticFile.class.getResourceAsStream(name)) {
      return new StaticFile(type, Objects.requireNonNull(file, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file with headers that confine the page to its own server. */
  Reply reply() {
    return Reply.of(200, type, content)
        .with("Cache-Control", List.of("max-age=60"))
        .with("Content-Security-Policy", List.of(POLICY))
        .with("X-Content-Type-Options", List.of("nosniff"))
        .with("Referrer-Policy", List.of("no-referrer"))
        .with("Cross-Origin-Opener-Policy", List.of("same-origin"))
        .with("Cross-Origin-Resource-Policy", List.of("same-origin"))
        .with("Cross-Origin-Embedder-Policy", List.of("require-corp"));
  }
}

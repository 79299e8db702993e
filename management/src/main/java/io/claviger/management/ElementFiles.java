package io.claviger.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.internal.api.EntityTag;
import io.claviger.management.internal.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of the element {@code <claviger-keys>}. They hold no data of anybody, so a page loads
 * them before somebody is logged in.
 */
final class ElementFiles {
  /** All of them, because neither a jar nor a native image lists its resources. */
  static final List<String> NAMES =
      List.of(
          "claviger-keys.js",
          "claviger-keys/api.js",
          "claviger-keys/dialog.js",
          "claviger-keys/dom.js",
          "claviger-keys/fields.js",
          "claviger-keys/form.js",
          "claviger-keys/format.js",
          "claviger-keys/history.js",
          "claviger-keys/key.js",
          "claviger-keys/list.js",
          "claviger-keys/organization.js",
          "claviger-keys/page.js",
          "claviger-keys/reveal.js",
          "claviger-keys/rows.js",
          "claviger-keys/secrets.js",
          "claviger-keys/sentences.js",
          "claviger-keys/style.js",
          "claviger-keys/texts-de.js",
          "claviger-keys/texts.js",
          "claviger-keys/trouble.js",
          "claviger-keys/whitelist.js",
          "claviger-keys/words.js");

  private record ElementFile(String text, String tag) {}

  private final Map<String, ElementFile> files;

  ElementFiles() {
    Map<String, ElementFile> read = new HashMap<>();
    NAMES.forEach(name -> read.put(name, read(name)));
    this.files = Map.copyOf(read);
  }

  private static ElementFile read(String name) {
    try (InputStream in = ElementFiles.class.getResourceAsStream("element/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new ElementFile(new String(bytes, UTF_8), EntityTag.of(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the response if the path is that of a file.
   *
   * @param path the path below the prefix, without a slash before it
   * @throws Problem if the method is another one than GET and HEAD
   */
  Optional<HttpResponse> serve(IncomingRequest request, String path) {
    return Optional.ofNullable(files.get(path)).map(file -> response(request, file));
  }

  private static HttpResponse response(IncomingRequest request, ElementFile file) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw Problem.methodNotAllowed(List.of("GET", "HEAD"));
    }
    List<HttpHeader> headers = new ArrayList<>(ManagementHandler.EVERYWHERE);
    headers.add(new HttpHeader("ETag", file.tag()));
    // Kept, and asked for each time: the modules of two versions do not fit together.
    headers.add(new HttpHeader("Cache-Control", "public, no-cache"));
    List<String> known =
        EntityTag.listed(String.join(",", request.headers().values("If-None-Match")));
    if (known.contains(file.tag())) {
      return HttpResponse.of(304, headers, "");
    }
    headers.add(new HttpHeader("Content-Type", "text/javascript; charset=utf-8"));
    return HttpResponse.of(200, headers, file.text());
  }
}

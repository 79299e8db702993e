package io.claviger.examples.atlas.console;

import io.claviger.examples.atlas.http.Reply;
import io.claviger.examples.atlas.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Serves the page in front of the application: from a fixed table of paths, so that no path is ever
 * resolved.
 */
public final class Console {
  private static final List<String> SCRIPTS =
      List.of(
          "admission",
          "api",
          "client",
          "console",
          "create",
          "digest",
          "dom",
          "entries",
          "erase",
          "details",
          "issued",
          "keys",
          "roles",
          "say",
          "secrets",
          "sheet",
          "signin",
          "words");

  private final Map<String, StaticFile> files = files();
  private final Function<Request, Reply> next;

  /** In front of that, which gets every other path. */
  public Console(Function<Request, Reply> next) {
    this.next = next;
  }

  private static Map<String, StaticFile> files() {
    Map<String, StaticFile> files = new HashMap<>();
    files.put("/", StaticFile.read("index.html", "text/html; charset=utf-8"));
    files.put("/console/style.css", StaticFile.read("style.css", "text/css; charset=utf-8"));
    files.put("/console/key.svg", StaticFile.read("key.svg", "image/svg+xml"));
    for (String script : SCRIPTS) {
      String name = script + ".js";
      files.put("/console/" + name, StaticFile.read(name, "text/javascript; charset=utf-8"));
    }
    return Map.copyOf(files);
  }

  /** The file of this path, or what the application says. */
  public Reply answer(Request request) {
    Optional<StaticFile> file = Optional.ofNullable(files.get(request.path()));
    if (file.isEmpty()) {
      return next.apply(request);
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> file.get().reply();
      default -> Reply.empty(405).with("Allow", List.of("GET, HEAD"));
    };
  }
}

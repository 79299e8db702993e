package io.claviger.atlas.console;

import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the console, and passes all other requests on. The table of paths is fixed, so no path of
 * a request is ever resolved.
 */
public final class Console implements Application {
  private static final List<String> SCRIPTS =
      List.of("client", "console", "digest", "signin", "texts");

  private final Map<String, StaticFile> files = files();
  private final Application next;

  /** Creates a console in front of this application, which gets every other path. */
  public Console(Application next) {
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

  /** Returns the file of this path, or the response of the next application. */
  @Override
  public Judged judge(Request head) {
    Optional<StaticFile> file = Optional.ofNullable(files.get(head.path()));
    return file.isEmpty() ? next.judge(head) : Judged.answered(() -> answer(head, file.get()));
  }

  private static Reply answer(Request head, StaticFile file) {
    return switch (head.method()) {
      case "GET", "HEAD" -> file.reply();
      default -> Reply.empty(405).with("Allow", List.of("GET, HEAD"));
    };
  }
}

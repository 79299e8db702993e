package io.claviger.atlas.api;

import io.claviger.atlas.errors.Era;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method on a path below a base.
 *
 * @param path segments; {@code *} stands for any one of them, which is handed to the handler
 */
record Route(String method, List<String> path, Era era, Handler handler) {
  /** With the word for whitelists that the path says. */
  static Route of(String method, String path, Era era, Handler handler) {
    return new Route(method, List.of(path.split("/")), era, handler);
  }

  /** On a path that says neither word: clients are told today's. */
  static Route of(String method, String path, Handler handler) {
    return of(method, path, Era.ACCESS_LIST, handler);
  }

  /** What stands in place of the stars; empty for another path. */
  Optional<List<String>> match(List<String> segments) {
    if (segments.size() != path.size()) {
      return Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).equals("*") && !segments.get(i).isEmpty()) {
        parameters.add(segments.get(i));
      } else if (!path.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
